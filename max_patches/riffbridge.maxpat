{
	"patcher": {
		"fileversion": 1,
		"appversion": {
			"major": 8,
			"minor": 6,
			"revision": 0,
			"architecture": "x64",
			"modernui": 1
		},
		"classnamespace": "box",
		"openinpresentation": 1,
		"default_fontsize": 12.0,
		"default_fontname": "Arial",
		"rect": [
			60.0,
			100.0,
			930.0,
			1004.0
		],
		"boxes": [
			{
				"box": {
					"id": "obj-1",
					"maxclass": "panel",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						10.0,
						3000.0,
						910.0,
						234.0
					],
					"bgcolor": [
						0.89,
						0.89,
						0.88,
						1.0
					],
					"mode": 0,
					"rounded": 8,
					"background": 1,
					"presentation": 1,
					"presentation_rect": [
						10.0,
						8.0,
						910.0,
						234.0
					]
				}
			},
			{
				"box": {
					"id": "obj-2",
					"maxclass": "panel",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						10.0,
						3000.0,
						450.0,
						744.0
					],
					"bgcolor": [
						0.95,
						0.91,
						0.85,
						1.0
					],
					"mode": 0,
					"rounded": 8,
					"background": 1,
					"presentation": 1,
					"presentation_rect": [
						10.0,
						250.0,
						450.0,
						744.0
					]
				}
			},
			{
				"box": {
					"id": "obj-3",
					"maxclass": "panel",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						470.0,
						3000.0,
						450.0,
						744.0
					],
					"bgcolor": [
						0.87,
						0.91,
						0.93,
						1.0
					],
					"mode": 0,
					"rounded": 8,
					"background": 1,
					"presentation": 1,
					"presentation_rect": [
						470.0,
						250.0,
						450.0,
						744.0
					]
				}
			},
			{
				"box": {
					"id": "obj-4",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						16.0,
						2900.0,
						120.0,
						28.0
					],
					"text": "riffbridge",
					"fontsize": 20.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						16.0,
						12.0,
						120.0,
						28.0
					]
				}
			},
			{
				"box": {
					"id": "obj-5",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						154.0,
						2900.0,
						100.0,
						20.0
					],
					"text": "connected",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						154.0,
						16.0,
						100.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-6",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "tempo",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						42.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-7",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						198.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "record",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						198.0,
						42.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-8",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "quantise",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						98.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-9",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						172.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clock metre",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						172.0,
						98.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-10",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						326.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clock source",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						326.0,
						98.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-11",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "clock lead",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						154.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-12",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						108.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "clock startstop",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						108.0,
						154.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-13",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						198.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clock aim",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						198.0,
						154.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-14",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						352.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "clock offset",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						352.0,
						154.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-15",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						50.0,
						18.0
					],
					"text": "scene",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						26.0,
						50.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-16",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "bar, beat",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						84.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-17",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						590.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "BPM now",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						590.0,
						84.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-18",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						664.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "underruns",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						664.0,
						84.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-19",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						738.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "xruns",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						738.0,
						84.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-20",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						812.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "peak dB",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						812.0,
						84.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-21",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "scene",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						126.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-22",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						554.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "morph to",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						554.0,
						126.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-23",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						664.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "setlist",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						664.0,
						126.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-24",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						774.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "off ms",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						774.0,
						126.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-25",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						848.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "peers",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						848.0,
						126.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-26",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "metre now",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						170.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-27",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "clock",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						188.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-28",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "generator",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						206.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-29",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						64.0,
						18.0
					],
					"text": "output",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						224.0,
						64.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-30",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						50.0,
						18.0
					],
					"text": "error",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						216.0,
						50.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-31",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						16.0,
						2900.0,
						82.0,
						26.0
					],
					"text": "deck 1",
					"fontsize": 18.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						16.0,
						254.0,
						82.0,
						26.0
					]
				}
			},
			{
				"box": {
					"id": "obj-32",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "read as",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						286.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-33",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "painted",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						310.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-34",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						180.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "waiting",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						180.0,
						310.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-35",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						302.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "late",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						302.0,
						310.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-36",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "heard in",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						334.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-37",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						218.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "heard at",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						218.0,
						334.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-38",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "prompt a",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						366.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-39",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "prompt b",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						396.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-40",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "prompt next",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						426.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-41",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "negative",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						456.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-42",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "init",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						486.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-43",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						20.0,
						2900.0,
						60.0,
						20.0
					],
					"text": "alpha",
					"fontsize": 12.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						532.0,
						60.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-44",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						170.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "seed a",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						170.0,
						568.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-45",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						268.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "seed b",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						268.0,
						568.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-46",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						366.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "drift",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						366.0,
						568.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-47",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "guidance",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-48",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						116.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "steps",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						116.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-49",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						214.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "denoising",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						214.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-50",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						312.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "to guidance",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						312.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-51",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "to denoising",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						692.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-52",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						116.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask from",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						116.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-53",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						194.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask to",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						194.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-54",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						272.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask low",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						272.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-55",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						350.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask high",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						350.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-56",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clip join",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						754.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-57",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						172.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clip dynamics",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						172.0,
						754.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-58",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "bars",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						816.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-59",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						172.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mute",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						172.0,
						816.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-60",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						248.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "freeze",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						248.0,
						816.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-61",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						324.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "scrub",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						324.0,
						816.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-62",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "reverse",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						878.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-63",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						94.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "speed",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						94.0,
						878.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-64",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						192.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "loop",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						192.0,
						878.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-65",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						270.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "listen",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						270.0,
						878.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-66",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						18.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "side",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						18.0,
						940.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-67",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						476.0,
						2900.0,
						82.0,
						26.0
					],
					"text": "deck 2",
					"fontsize": 18.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						476.0,
						254.0,
						82.0,
						26.0
					]
				}
			},
			{
				"box": {
					"id": "obj-68",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "read as",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						286.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-69",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "painted",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						310.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-70",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						640.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "waiting",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						640.0,
						310.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-71",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						762.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "late",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						762.0,
						310.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-72",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "heard in",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						334.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-73",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						678.0,
						2900.0,
						54.0,
						18.0
					],
					"text": "heard at",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						678.0,
						334.0,
						54.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-74",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "prompt a",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						366.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-75",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "prompt b",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						396.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-76",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "prompt next",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						426.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-77",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "negative",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						456.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-78",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						90.0,
						20.0
					],
					"text": "init",
					"fontsize": 11.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						486.0,
						90.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-79",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						480.0,
						2900.0,
						60.0,
						20.0
					],
					"text": "alpha",
					"fontsize": 12.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						532.0,
						60.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-80",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						630.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "seed a",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						630.0,
						568.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-81",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						728.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "seed b",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						728.0,
						568.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-82",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						826.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "drift",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						826.0,
						568.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-83",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						478.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "guidance",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						478.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-84",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						576.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "steps",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						576.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-85",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						674.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "denoising",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						674.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-86",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						772.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "to guidance",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						772.0,
						630.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-87",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						478.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "to denoising",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						478.0,
						692.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-88",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						576.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask from",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						576.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-89",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						654.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask to",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						654.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-90",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						732.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask low",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						732.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-91",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						810.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mask high",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						810.0,
						692.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-92",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						478.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clip join",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						478.0,
						754.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-93",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						632.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "clip dynamics",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						632.0,
						754.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-94",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						478.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "bars",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						478.0,
						816.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-95",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						632.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "mute",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						632.0,
						816.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-96",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						708.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "freeze",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						708.0,
						816.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-97",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						784.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "scrub",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						784.0,
						816.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-98",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						478.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "reverse",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						478.0,
						878.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-99",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						554.0,
						2900.0,
						84.0,
						18.0
					],
					"text": "speed",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						554.0,
						878.0,
						84.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-100",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						652.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "loop",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						652.0,
						878.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-101",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						730.0,
						2900.0,
						76.0,
						18.0
					],
					"text": "listen",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						730.0,
						878.0,
						76.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-102",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						478.0,
						2900.0,
						140.0,
						18.0
					],
					"text": "side",
					"fontsize": 10.0,
					"fontface": 1,
					"presentation": 1,
					"presentation_rect": [
						478.0,
						940.0,
						140.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-103",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						900.0,
						60.0,
						39.6,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "gate"
				}
			},
			{
				"box": {
					"id": "obj-104",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						20.0,
						110.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "udpreceive 9001"
				}
			},
			{
				"box": {
					"id": "obj-105",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						50.0,
						46.0,
						22.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"text": "t l b"
				}
			},
			{
				"box": {
					"id": "obj-106",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						900.0,
						140.0,
						154.8,
						22.0
					],
					"text": "udpsend 127.0.0.1 9000"
				}
			},
			{
				"box": {
					"id": "obj-107",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						20.0,
						65.2,
						22.0
					],
					"outlettype": [
						"bang"
					],
					"text": "loadbang"
				}
			},
			{
				"box": {
					"id": "obj-108",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						110.0,
						78.0,
						22.0
					],
					"outlettype": [
						"bang"
					],
					"text": "delay 2000"
				}
			},
			{
				"box": {
					"id": "obj-109",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						400.0,
						140.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"int"
					],
					"text": "t b b 0"
				}
			},
			{
				"box": {
					"id": "obj-110",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						560.0,
						50.0,
						46.0,
						22.0
					],
					"outlettype": [
						"bang",
						"int"
					],
					"text": "t b 1"
				}
			},
			{
				"box": {
					"id": "obj-111",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						240.0,
						80.0,
						46.0,
						22.0
					],
					"outlettype": [
						"bang",
						"int"
					],
					"text": "t b 1"
				}
			},
			{
				"box": {
					"id": "obj-112",
					"maxclass": "toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						400.0,
						230.0,
						16.0,
						16.0
					],
					"outlettype": [
						"int"
					],
					"ignoreclick": 1,
					"presentation": 1,
					"presentation_rect": [
						136.0,
						18.0,
						16.0,
						16.0
					]
				}
			},
			{
				"box": {
					"id": "obj-113",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						300.0,
						200.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set $1"
				}
			},
			{
				"box": {
					"id": "obj-114",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						560.0,
						200.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/subscribe 9001"
				}
			},
			{
				"box": {
					"id": "obj-115",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						700.0,
						200.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/unsubscribe 9001"
				}
			},
			{
				"box": {
					"id": "obj-116",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						700.0,
						20.0,
						71.6,
						22.0
					],
					"outlettype": [
						"bang"
					],
					"text": "closebang"
				}
			},
			{
				"box": {
					"id": "obj-117",
					"maxclass": "newobj",
					"numinlets": 26,
					"numoutlets": 26,
					"patching_rect": [
						20.0,
						292.0,
						1889.2,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "route /tempo /master/gain /record /crossfade /quantise /clock/metre /clock/source /clock/lead /clock/startstop /clock/aim /clock/offset /position /playing/tempo /playing/metre /underruns /xruns /peak /scene/now /scene/morphing /setlist /clock/error /clock/peers /clock/state /generator /output"
				}
			},
			{
				"box": {
					"id": "obj-118",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						344.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-119",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						344.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "tempo",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "tempo",
							"parameter_shortname": "tempo",
							"parameter_type": 0,
							"parameter_mmin": 20,
							"parameter_mmax": 300,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						20.0,
						62.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-120",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						344.0,
						103.60000000000001,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /tempo"
				}
			},
			{
				"box": {
					"id": "obj-121",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						396.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-122",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						396.0,
						54.0,
						48.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "master gain",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "master gain",
							"parameter_shortname": "master gain",
							"parameter_type": 0,
							"parameter_mmin": -90.0,
							"parameter_mmax": 6,
							"parameter_unitstyle": 4
						}
					},
					"presentation": 1,
					"presentation_rect": [
						110.0,
						44.0,
						54.0,
						48.0
					]
				}
			},
			{
				"box": {
					"id": "obj-123",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						190.4,
						396.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /master/gain"
				}
			},
			{
				"box": {
					"id": "obj-124",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						448.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-125",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						448.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "record",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "record",
							"parameter_shortname": "record",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						200.0,
						62.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-126",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						448.0,
						110.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /record"
				}
			},
			{
				"box": {
					"id": "obj-127",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						500.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-128",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						500.0,
						54.0,
						48.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "crossfade",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "crossfade",
							"parameter_shortname": "crossfade",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						290.0,
						44.0,
						54.0,
						48.0
					]
				}
			},
			{
				"box": {
					"id": "obj-129",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						190.4,
						500.0,
						129.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /crossfade"
				}
			},
			{
				"box": {
					"id": "obj-130",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						20.0,
						552.0,
						161.20000000000002,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						""
					],
					"text": "route off beat bar clip"
				}
			},
			{
				"box": {
					"id": "obj-131",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						197.20000000000002,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-132",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						273.20000000000005,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-133",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						349.20000000000005,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-134",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						425.20000000000005,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 3"
				}
			},
			{
				"box": {
					"id": "obj-135",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						501.20000000000005,
						552.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "quantise",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "quantise",
							"parameter_shortname": "quantise",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"beat",
								"bar",
								"clip"
							],
							"parameter_mmax": 3
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						118.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-136",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						657.2,
						552.0,
						84.4,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2 3"
				}
			},
			{
				"box": {
					"id": "obj-137",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						757.6,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "off"
				}
			},
			{
				"box": {
					"id": "obj-138",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						833.6,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "beat"
				}
			},
			{
				"box": {
					"id": "obj-139",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						909.6,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "bar"
				}
			},
			{
				"box": {
					"id": "obj-140",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						985.6,
						552.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "clip"
				}
			},
			{
				"box": {
					"id": "obj-141",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1061.6,
						552.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-142",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1110.8,
						552.0,
						122.80000000000001,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /quantise"
				}
			},
			{
				"box": {
					"id": "obj-143",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						20.0,
						604.0,
						122.80000000000001,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "route 4/4 3/4 6/8"
				}
			},
			{
				"box": {
					"id": "obj-144",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						158.8,
						604.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-145",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						234.8,
						604.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-146",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						310.8,
						604.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-147",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						386.8,
						604.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "clock metre",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "clock metre",
							"parameter_shortname": "clock metre",
							"parameter_type": 2,
							"parameter_enum": [
								"4/4",
								"3/4",
								"6/8"
							],
							"parameter_mmax": 2
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						174.0,
						118.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-148",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						542.8,
						604.0,
						71.6,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2"
				}
			},
			{
				"box": {
					"id": "obj-149",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						630.4,
						604.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "4/4"
				}
			},
			{
				"box": {
					"id": "obj-150",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						706.4,
						604.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "3/4"
				}
			},
			{
				"box": {
					"id": "obj-151",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						782.4,
						604.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "6/8"
				}
			},
			{
				"box": {
					"id": "obj-152",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						858.4,
						604.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-153",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						907.6,
						604.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /clock/metre"
				}
			},
			{
				"box": {
					"id": "obj-154",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						20.0,
						656.0,
						199.60000000000002,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						""
					],
					"text": "route internal midi link jack"
				}
			},
			{
				"box": {
					"id": "obj-155",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						235.60000000000002,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-156",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						311.6,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-157",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						387.6,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-158",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						463.6,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 3"
				}
			},
			{
				"box": {
					"id": "obj-159",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						539.6,
						656.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "clock source",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "clock source",
							"parameter_shortname": "clock source",
							"parameter_type": 2,
							"parameter_enum": [
								"internal",
								"midi",
								"link",
								"jack"
							],
							"parameter_mmax": 3
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						328.0,
						118.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-160",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						695.6,
						656.0,
						84.4,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2 3"
				}
			},
			{
				"box": {
					"id": "obj-161",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						796.0,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "internal"
				}
			},
			{
				"box": {
					"id": "obj-162",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						872.0,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "midi"
				}
			},
			{
				"box": {
					"id": "obj-163",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						948.0,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "link"
				}
			},
			{
				"box": {
					"id": "obj-164",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						1024.0,
						656.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "jack"
				}
			},
			{
				"box": {
					"id": "obj-165",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1100.0,
						656.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-166",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1149.2,
						656.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /clock/source"
				}
			},
			{
				"box": {
					"id": "obj-167",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						708.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-168",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						708.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "clock lead",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "clock lead",
							"parameter_shortname": "clock lead",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						20.0,
						174.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-169",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						708.0,
						135.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /clock/lead"
				}
			},
			{
				"box": {
					"id": "obj-170",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						760.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-171",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						760.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "clock startstop",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "clock startstop",
							"parameter_shortname": "clock startstop",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						110.0,
						174.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-172",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						760.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /clock/startstop"
				}
			},
			{
				"box": {
					"id": "obj-173",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						812.0,
						129.2,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "route port speaker"
				}
			},
			{
				"box": {
					"id": "obj-174",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						165.2,
						812.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-175",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						241.2,
						812.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-176",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						317.2,
						812.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "clock aim",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "clock aim",
							"parameter_shortname": "clock aim",
							"parameter_type": 2,
							"parameter_enum": [
								"port",
								"speaker"
							],
							"parameter_mmax": 1
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						200.0,
						174.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-177",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						473.2,
						812.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-178",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						548.0,
						812.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "port"
				}
			},
			{
				"box": {
					"id": "obj-179",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						624.0,
						812.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "speaker"
				}
			},
			{
				"box": {
					"id": "obj-180",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						700.0,
						812.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-181",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						749.2,
						812.0,
						129.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /clock/aim"
				}
			},
			{
				"box": {
					"id": "obj-182",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						864.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-183",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						864.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "clock offset",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "clock offset",
							"parameter_shortname": "clock offset",
							"parameter_type": 0,
							"parameter_mmin": -200,
							"parameter_mmax": 200,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						354.0,
						174.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-184",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						864.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /clock/offset"
				}
			},
			{
				"box": {
					"id": "obj-185",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						916.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-186",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						916.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						102.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-187",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						176.0,
						916.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 2,
					"presentation": 1,
					"presentation_rect": [
						530.0,
						102.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-188",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						968.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-189",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						968.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						590.0,
						102.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-190",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1020.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-191",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						1020.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-192",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						1020.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-193",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						1020.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-194",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						1020.0,
						376.0,
						18.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						544.0,
						170.0,
						376.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-195",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1072.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-196",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						1072.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						664.0,
						102.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-197",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1124.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-198",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						1124.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						738.0,
						102.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-199",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1176.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-200",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						1176.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						812.0,
						102.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-201",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1228.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-202",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						1228.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-203",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1280.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-204",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						1280.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						554.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-205",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						176.0,
						1280.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						604.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-206",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1332.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-207",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						1332.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						664.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-208",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						176.0,
						1332.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						714.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-209",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1384.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-210",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						1384.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						774.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-211",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1436.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-212",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						1436.0,
						46.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						848.0,
						144.0,
						46.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-213",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1488.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-214",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						1488.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-215",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						1488.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-216",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						1488.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-217",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						1488.0,
						376.0,
						18.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						544.0,
						188.0,
						376.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-218",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1540.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-219",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						1540.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-220",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						1540.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-221",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						1540.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-222",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						1540.0,
						376.0,
						18.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						544.0,
						206.0,
						376.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-223",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1592.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-224",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						1592.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-225",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						1592.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-226",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						1592.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-227",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						1592.0,
						376.0,
						18.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						544.0,
						224.0,
						376.0,
						18.0
					]
				}
			},
			{
				"box": {
					"id": "obj-228",
					"maxclass": "newobj",
					"numinlets": 39,
					"numoutlets": 39,
					"patching_rect": [
						20.0,
						1644.0,
						3847.6000000000004,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "route /deck/1/prompt/a /deck/1/prompt/b /deck/1/prompt/next /deck/1/negative /deck/1/seed/a /deck/1/seed/b /deck/1/alpha /deck/1/drift /deck/1/guidance /deck/1/steps /deck/1/denoising /deck/1/init /deck/1/to/guidance /deck/1/to/denoising /deck/1/mask/from /deck/1/mask/to /deck/1/mask/low /deck/1/mask/high /deck/1/clip/join /deck/1/clip/dynamics /deck/1/bars /deck/1/gain /deck/1/mute /deck/1/freeze /deck/1/scrub /deck/1/reverse /deck/1/speed /deck/1/loop /deck/1/listen /deck/1/pan /deck/1/side /deck/1/playing /deck/1/read /deck/1/painted /deck/1/waiting /deck/1/late /deck/1/eta /deck/1/arrived"
				}
			},
			{
				"box": {
					"id": "obj-229",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1696.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-230",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						1696.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-231",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						1696.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-232",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						1696.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-233",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						1696.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						110.0,
						366.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-234",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						1696.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-235",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						1696.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-236",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						1696.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/prompt/a"
				}
			},
			{
				"box": {
					"id": "obj-237",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1748.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-238",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						1748.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-239",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						1748.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-240",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						1748.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-241",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						1748.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						110.0,
						396.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-242",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						1748.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-243",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						1748.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-244",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						1748.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/prompt/b"
				}
			},
			{
				"box": {
					"id": "obj-245",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1800.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-246",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						1800.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-247",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						1800.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-248",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						1800.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-249",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						1800.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						110.0,
						426.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-250",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						1800.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-251",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						1800.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-252",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						1800.0,
						186.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/prompt/next"
				}
			},
			{
				"box": {
					"id": "obj-253",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						1852.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-254",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						1852.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-255",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						1852.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-256",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						1852.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-257",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						1852.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						110.0,
						456.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-258",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						1852.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-259",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						1852.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-260",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						1852.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/negative"
				}
			},
			{
				"box": {
					"id": "obj-261",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1904.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-262",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						1904.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"minimum": 0,
					"maximum": 2147483647,
					"presentation": 1,
					"presentation_rect": [
						172.0,
						588.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-263",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						1904.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/seed/a"
				}
			},
			{
				"box": {
					"id": "obj-264",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						1956.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-265",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						1956.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"minimum": 0,
					"maximum": 2147483647,
					"presentation": 1,
					"presentation_rect": [
						270.0,
						588.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-266",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						1956.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/seed/b"
				}
			},
			{
				"box": {
					"id": "obj-267",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2008.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-268",
					"maxclass": "live.slider",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2008.0,
						368.0,
						40.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 alpha",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 alpha",
							"parameter_shortname": "alpha",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"orientation": 1,
					"presentation": 1,
					"presentation_rect": [
						80.0,
						520.0,
						368.0,
						40.0
					]
				}
			},
			{
				"box": {
					"id": "obj-269",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						504.4,
						2008.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/alpha"
				}
			},
			{
				"box": {
					"id": "obj-270",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2060.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-271",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2060.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 drift",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 drift",
							"parameter_shortname": "drift",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 256,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						368.0,
						588.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-272",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						2060.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/drift"
				}
			},
			{
				"box": {
					"id": "obj-273",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2112.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-274",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2112.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 guidance",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 guidance",
							"parameter_shortname": "guidance",
							"parameter_type": 0,
							"parameter_mmin": 1,
							"parameter_mmax": 20,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						20.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-275",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						2112.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/guidance"
				}
			},
			{
				"box": {
					"id": "obj-276",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2164.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-277",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2164.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 steps",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 steps",
							"parameter_shortname": "steps",
							"parameter_type": 1,
							"parameter_mmin": 1,
							"parameter_mmax": 100,
							"parameter_unitstyle": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						118.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-278",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						2164.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/steps"
				}
			},
			{
				"box": {
					"id": "obj-279",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2216.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-280",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2216.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 denoising",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 denoising",
							"parameter_shortname": "denoising",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						216.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-281",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						2216.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/denoising"
				}
			},
			{
				"box": {
					"id": "obj-282",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						2268.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-283",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						2268.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-284",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						2268.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-285",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						2268.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-286",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						2268.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						110.0,
						486.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-287",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						2268.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-288",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						2268.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-289",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						2268.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/init"
				}
			},
			{
				"box": {
					"id": "obj-290",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2320.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-291",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2320.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 to guidance",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 to guidance",
							"parameter_shortname": "to guidance",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 20,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						314.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-292",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						2320.0,
						186.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/to/guidance"
				}
			},
			{
				"box": {
					"id": "obj-293",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2372.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-294",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2372.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 to denoising",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 to denoising",
							"parameter_shortname": "to denoising",
							"parameter_type": 0,
							"parameter_mmin": -1,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						20.0,
						712.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-295",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						2372.0,
						193.20000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/to/denoising"
				}
			},
			{
				"box": {
					"id": "obj-296",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2424.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-297",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2424.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 mask from",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 mask from",
							"parameter_shortname": "mask from",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 32,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						118.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-298",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						2424.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/mask/from"
				}
			},
			{
				"box": {
					"id": "obj-299",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2476.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-300",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2476.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 mask to",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 mask to",
							"parameter_shortname": "mask to",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 32,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						196.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-301",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						2476.0,
						161.20000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/mask/to"
				}
			},
			{
				"box": {
					"id": "obj-302",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2528.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-303",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2528.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 mask low",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 mask low",
							"parameter_shortname": "mask low",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 20000,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						274.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-304",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						2528.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/mask/low"
				}
			},
			{
				"box": {
					"id": "obj-305",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2580.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-306",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2580.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 mask high",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 mask high",
							"parameter_shortname": "mask high",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 20000,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						352.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-307",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						2580.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/mask/high"
				}
			},
			{
				"box": {
					"id": "obj-308",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						2632.0,
						135.60000000000002,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "route loop continue"
				}
			},
			{
				"box": {
					"id": "obj-309",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						171.60000000000002,
						2632.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-310",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						247.60000000000002,
						2632.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-311",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						323.6,
						2632.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 clip join",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 clip join",
							"parameter_shortname": "clip join",
							"parameter_type": 2,
							"parameter_enum": [
								"loop",
								"continue"
							],
							"parameter_mmax": 1
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						774.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-312",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						479.6,
						2632.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-313",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						554.4000000000001,
						2632.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loop"
				}
			},
			{
				"box": {
					"id": "obj-314",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						630.4000000000001,
						2632.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "continue"
				}
			},
			{
				"box": {
					"id": "obj-315",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						706.4000000000001,
						2632.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-316",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						755.6000000000001,
						2632.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/clip/join"
				}
			},
			{
				"box": {
					"id": "obj-317",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						2684.0,
						110.0,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "route free init"
				}
			},
			{
				"box": {
					"id": "obj-318",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						146.0,
						2684.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-319",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						222.0,
						2684.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-320",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						298.0,
						2684.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 clip dynamics",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 clip dynamics",
							"parameter_shortname": "clip dynamics",
							"parameter_type": 2,
							"parameter_enum": [
								"free",
								"init"
							],
							"parameter_mmax": 1
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						174.0,
						774.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-321",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						454.0,
						2684.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-322",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						528.8,
						2684.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "free"
				}
			},
			{
				"box": {
					"id": "obj-323",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						604.8,
						2684.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "init"
				}
			},
			{
				"box": {
					"id": "obj-324",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						680.8,
						2684.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-325",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						730.0,
						2684.0,
						199.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/clip/dynamics"
				}
			},
			{
				"box": {
					"id": "obj-326",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						20.0,
						2736.0,
						97.2,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						""
					],
					"text": "route 1 2 4 8"
				}
			},
			{
				"box": {
					"id": "obj-327",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						133.2,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-328",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						209.2,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-329",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						285.2,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-330",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						361.2,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 3"
				}
			},
			{
				"box": {
					"id": "obj-331",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						437.2,
						2736.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 bars",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 bars",
							"parameter_shortname": "bars",
							"parameter_type": 2,
							"parameter_enum": [
								"1",
								"2",
								"4",
								"8"
							],
							"parameter_mmax": 3
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						836.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-332",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						593.2,
						2736.0,
						84.4,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2 3"
				}
			},
			{
				"box": {
					"id": "obj-333",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						693.6,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "1"
				}
			},
			{
				"box": {
					"id": "obj-334",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						769.6,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "2"
				}
			},
			{
				"box": {
					"id": "obj-335",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						845.6,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "4"
				}
			},
			{
				"box": {
					"id": "obj-336",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						921.6,
						2736.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "8"
				}
			},
			{
				"box": {
					"id": "obj-337",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						997.6,
						2736.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-338",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1046.8,
						2736.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/bars"
				}
			},
			{
				"box": {
					"id": "obj-339",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2788.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-340",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2788.0,
						54.0,
						48.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 gain",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 gain",
							"parameter_shortname": "gain",
							"parameter_type": 0,
							"parameter_mmin": -90.0,
							"parameter_mmax": 6,
							"parameter_unitstyle": 4
						}
					},
					"presentation": 1,
					"presentation_rect": [
						20.0,
						570.0,
						54.0,
						48.0
					]
				}
			},
			{
				"box": {
					"id": "obj-341",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						190.4,
						2788.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/gain"
				}
			},
			{
				"box": {
					"id": "obj-342",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2840.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-343",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						2840.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 1 mute",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 mute",
							"parameter_shortname": "mute",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						174.0,
						836.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-344",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						2840.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/mute"
				}
			},
			{
				"box": {
					"id": "obj-345",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2892.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-346",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						2892.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 1 freeze",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 freeze",
							"parameter_shortname": "freeze",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						250.0,
						836.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-347",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						2892.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/freeze"
				}
			},
			{
				"box": {
					"id": "obj-348",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2944.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-349",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						2944.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 scrub",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 scrub",
							"parameter_shortname": "scrub",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						326.0,
						836.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-350",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						2944.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/scrub"
				}
			},
			{
				"box": {
					"id": "obj-351",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						2996.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-352",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						2996.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 1 reverse",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 reverse",
							"parameter_shortname": "reverse",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						20.0,
						898.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-353",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						2996.0,
						161.20000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/reverse"
				}
			},
			{
				"box": {
					"id": "obj-354",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3048.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-355",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						3048.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 speed",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 speed",
							"parameter_shortname": "speed",
							"parameter_type": 0,
							"parameter_mmin": 0.25,
							"parameter_mmax": 4,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						96.0,
						898.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-356",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						3048.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/speed"
				}
			},
			{
				"box": {
					"id": "obj-357",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3100.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-358",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						3100.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 loop",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 loop",
							"parameter_shortname": "loop",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 16,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						194.0,
						898.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-359",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						3100.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/loop"
				}
			},
			{
				"box": {
					"id": "obj-360",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3152.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-361",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						3152.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 1 listen",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 listen",
							"parameter_shortname": "listen",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						272.0,
						898.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-362",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						3152.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/listen"
				}
			},
			{
				"box": {
					"id": "obj-363",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3204.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-364",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						3204.0,
						54.0,
						48.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 pan",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 pan",
							"parameter_shortname": "pan",
							"parameter_type": 0,
							"parameter_mmin": -1,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						96.0,
						570.0,
						54.0,
						48.0
					]
				}
			},
			{
				"box": {
					"id": "obj-365",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						190.4,
						3204.0,
						135.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/pan"
				}
			},
			{
				"box": {
					"id": "obj-366",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						20.0,
						3256.0,
						122.80000000000001,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "route through a b"
				}
			},
			{
				"box": {
					"id": "obj-367",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						158.8,
						3256.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-368",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						234.8,
						3256.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-369",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						310.8,
						3256.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-370",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						386.8,
						3256.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 1 side",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 1 side",
							"parameter_shortname": "side",
							"parameter_type": 2,
							"parameter_enum": [
								"through",
								"a",
								"b"
							],
							"parameter_mmax": 2
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						20.0,
						960.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-371",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						542.8,
						3256.0,
						71.6,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2"
				}
			},
			{
				"box": {
					"id": "obj-372",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						630.4,
						3256.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "through"
				}
			},
			{
				"box": {
					"id": "obj-373",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						706.4,
						3256.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "a"
				}
			},
			{
				"box": {
					"id": "obj-374",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						782.4,
						3256.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "b"
				}
			},
			{
				"box": {
					"id": "obj-375",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						858.4,
						3256.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-376",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						907.6,
						3256.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/1/side"
				}
			},
			{
				"box": {
					"id": "obj-377",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3308.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-378",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						3308.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-379",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						3308.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-380",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						3308.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-381",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						3308.0,
						266.0,
						20.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						102.0,
						260.0,
						266.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-382",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3360.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-383",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						3360.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-384",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						3360.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-385",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						3360.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-386",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						3360.0,
						346.0,
						20.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						102.0,
						284.0,
						346.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-387",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3412.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-388",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						3412.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						76.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-389",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						164.0,
						3412.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						114.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-390",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3464.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-391",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						3464.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						236.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-392",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3516.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-393",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						3516.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						358.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-394",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						3568.0,
						90.80000000000001,
						22.0
					],
					"outlettype": [
						"float",
						"float",
						"float"
					],
					"text": "unpack f f f"
				}
			},
			{
				"box": {
					"id": "obj-395",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						126.80000000000001,
						3568.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						76.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-396",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						176.8,
						3568.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						114.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-397",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						226.8,
						3568.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						152.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-398",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3620.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-399",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						3620.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						274.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-400",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						164.0,
						3620.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						312.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-401",
					"maxclass": "newobj",
					"numinlets": 39,
					"numoutlets": 39,
					"patching_rect": [
						20.0,
						3672.0,
						3847.6000000000004,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						"",
						""
					],
					"text": "route /deck/2/prompt/a /deck/2/prompt/b /deck/2/prompt/next /deck/2/negative /deck/2/seed/a /deck/2/seed/b /deck/2/alpha /deck/2/drift /deck/2/guidance /deck/2/steps /deck/2/denoising /deck/2/init /deck/2/to/guidance /deck/2/to/denoising /deck/2/mask/from /deck/2/mask/to /deck/2/mask/low /deck/2/mask/high /deck/2/clip/join /deck/2/clip/dynamics /deck/2/bars /deck/2/gain /deck/2/mute /deck/2/freeze /deck/2/scrub /deck/2/reverse /deck/2/speed /deck/2/loop /deck/2/listen /deck/2/pan /deck/2/side /deck/2/playing /deck/2/read /deck/2/painted /deck/2/waiting /deck/2/late /deck/2/eta /deck/2/arrived"
				}
			},
			{
				"box": {
					"id": "obj-402",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3724.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-403",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						3724.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-404",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						3724.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-405",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						3724.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-406",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						3724.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						570.0,
						366.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-407",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						3724.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-408",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						3724.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-409",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						3724.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/prompt/a"
				}
			},
			{
				"box": {
					"id": "obj-410",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3776.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-411",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						3776.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-412",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						3776.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-413",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						3776.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-414",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						3776.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						570.0,
						396.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-415",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						3776.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-416",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						3776.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-417",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						3776.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/prompt/b"
				}
			},
			{
				"box": {
					"id": "obj-418",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3828.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-419",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						3828.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-420",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						3828.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-421",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						3828.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-422",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						3828.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						570.0,
						426.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-423",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						3828.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-424",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						3828.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-425",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						3828.0,
						186.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/prompt/next"
				}
			},
			{
				"box": {
					"id": "obj-426",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						3880.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-427",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						3880.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-428",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						3880.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-429",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						3880.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-430",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						3880.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						570.0,
						456.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-431",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						3880.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-432",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						3880.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-433",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						3880.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/negative"
				}
			},
			{
				"box": {
					"id": "obj-434",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3932.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-435",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						3932.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"minimum": 0,
					"maximum": 2147483647,
					"presentation": 1,
					"presentation_rect": [
						632.0,
						588.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-436",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						3932.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/seed/a"
				}
			},
			{
				"box": {
					"id": "obj-437",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						3984.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-438",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						3984.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"minimum": 0,
					"maximum": 2147483647,
					"presentation": 1,
					"presentation_rect": [
						730.0,
						588.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-439",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						3984.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/seed/b"
				}
			},
			{
				"box": {
					"id": "obj-440",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4036.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-441",
					"maxclass": "live.slider",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4036.0,
						368.0,
						40.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 alpha",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 alpha",
							"parameter_shortname": "alpha",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"orientation": 1,
					"presentation": 1,
					"presentation_rect": [
						540.0,
						520.0,
						368.0,
						40.0
					]
				}
			},
			{
				"box": {
					"id": "obj-442",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						504.4,
						4036.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/alpha"
				}
			},
			{
				"box": {
					"id": "obj-443",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4088.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-444",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4088.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 drift",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 drift",
							"parameter_shortname": "drift",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 256,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						828.0,
						588.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-445",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						4088.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/drift"
				}
			},
			{
				"box": {
					"id": "obj-446",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4140.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-447",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4140.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 guidance",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 guidance",
							"parameter_shortname": "guidance",
							"parameter_type": 0,
							"parameter_mmin": 1,
							"parameter_mmax": 20,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						480.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-448",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						4140.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/guidance"
				}
			},
			{
				"box": {
					"id": "obj-449",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4192.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-450",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4192.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 steps",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 steps",
							"parameter_shortname": "steps",
							"parameter_type": 1,
							"parameter_mmin": 1,
							"parameter_mmax": 100,
							"parameter_unitstyle": 0
						}
					},
					"presentation": 1,
					"presentation_rect": [
						578.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-451",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						4192.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/steps"
				}
			},
			{
				"box": {
					"id": "obj-452",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4244.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-453",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4244.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 denoising",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 denoising",
							"parameter_shortname": "denoising",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						676.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-454",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						4244.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/denoising"
				}
			},
			{
				"box": {
					"id": "obj-455",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						4296.0,
						71.6,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l clear"
				}
			},
			{
				"box": {
					"id": "obj-456",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						107.6,
						4296.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-457",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						201.6,
						4296.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-458",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						295.6,
						4296.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-459",
					"maxclass": "textedit",
					"numinlets": 1,
					"numoutlets": 4,
					"patching_rect": [
						396.0,
						4296.0,
						338.0,
						22.0
					],
					"outlettype": [
						"",
						"int",
						"",
						""
					],
					"keymode": 1,
					"lines": 1,
					"outputmode": 1,
					"wordwrap": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"presentation": 1,
					"presentation_rect": [
						570.0,
						486.0,
						338.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-460",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						750.0,
						4296.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-461",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						831.2,
						4296.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route text"
				}
			},
			{
				"box": {
					"id": "obj-462",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						925.2,
						4296.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/init"
				}
			},
			{
				"box": {
					"id": "obj-463",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4348.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-464",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4348.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 to guidance",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 to guidance",
							"parameter_shortname": "to guidance",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 20,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						774.0,
						650.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-465",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						4348.0,
						186.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/to/guidance"
				}
			},
			{
				"box": {
					"id": "obj-466",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4400.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-467",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4400.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 to denoising",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 to denoising",
							"parameter_shortname": "to denoising",
							"parameter_type": 0,
							"parameter_mmin": -1,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						480.0,
						712.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-468",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						4400.0,
						193.20000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/to/denoising"
				}
			},
			{
				"box": {
					"id": "obj-469",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4452.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-470",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4452.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 mask from",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 mask from",
							"parameter_shortname": "mask from",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 32,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						578.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-471",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						4452.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/mask/from"
				}
			},
			{
				"box": {
					"id": "obj-472",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4504.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-473",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4504.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 mask to",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 mask to",
							"parameter_shortname": "mask to",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 32,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						656.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-474",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						4504.0,
						161.20000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/mask/to"
				}
			},
			{
				"box": {
					"id": "obj-475",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4556.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-476",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4556.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 mask low",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 mask low",
							"parameter_shortname": "mask low",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 20000,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						734.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-477",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						4556.0,
						167.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/mask/low"
				}
			},
			{
				"box": {
					"id": "obj-478",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4608.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-479",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4608.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 mask high",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 mask high",
							"parameter_shortname": "mask high",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 20000,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						812.0,
						712.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-480",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						4608.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/mask/high"
				}
			},
			{
				"box": {
					"id": "obj-481",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						4660.0,
						135.60000000000002,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "route loop continue"
				}
			},
			{
				"box": {
					"id": "obj-482",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						171.60000000000002,
						4660.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-483",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						247.60000000000002,
						4660.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-484",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						323.6,
						4660.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 clip join",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 clip join",
							"parameter_shortname": "clip join",
							"parameter_type": 2,
							"parameter_enum": [
								"loop",
								"continue"
							],
							"parameter_mmax": 1
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						774.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-485",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						479.6,
						4660.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-486",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						554.4000000000001,
						4660.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loop"
				}
			},
			{
				"box": {
					"id": "obj-487",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						630.4000000000001,
						4660.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "continue"
				}
			},
			{
				"box": {
					"id": "obj-488",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						706.4000000000001,
						4660.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-489",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						755.6000000000001,
						4660.0,
						174.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/clip/join"
				}
			},
			{
				"box": {
					"id": "obj-490",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						4712.0,
						110.0,
						22.0
					],
					"outlettype": [
						"",
						"",
						""
					],
					"text": "route free init"
				}
			},
			{
				"box": {
					"id": "obj-491",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						146.0,
						4712.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-492",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						222.0,
						4712.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-493",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						298.0,
						4712.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 clip dynamics",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 clip dynamics",
							"parameter_shortname": "clip dynamics",
							"parameter_type": 2,
							"parameter_enum": [
								"free",
								"init"
							],
							"parameter_mmax": 1
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						634.0,
						774.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-494",
					"maxclass": "newobj",
					"numinlets": 3,
					"numoutlets": 3,
					"patching_rect": [
						454.0,
						4712.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1"
				}
			},
			{
				"box": {
					"id": "obj-495",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						528.8,
						4712.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "free"
				}
			},
			{
				"box": {
					"id": "obj-496",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						604.8,
						4712.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "init"
				}
			},
			{
				"box": {
					"id": "obj-497",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						680.8,
						4712.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-498",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						730.0,
						4712.0,
						199.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/clip/dynamics"
				}
			},
			{
				"box": {
					"id": "obj-499",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						20.0,
						4764.0,
						97.2,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						"",
						""
					],
					"text": "route 1 2 4 8"
				}
			},
			{
				"box": {
					"id": "obj-500",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						133.2,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-501",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						209.2,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-502",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						285.2,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-503",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						361.2,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 3"
				}
			},
			{
				"box": {
					"id": "obj-504",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						437.2,
						4764.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 bars",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 bars",
							"parameter_shortname": "bars",
							"parameter_type": 2,
							"parameter_enum": [
								"1",
								"2",
								"4",
								"8"
							],
							"parameter_mmax": 3
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						836.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-505",
					"maxclass": "newobj",
					"numinlets": 5,
					"numoutlets": 5,
					"patching_rect": [
						593.2,
						4764.0,
						84.4,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2 3"
				}
			},
			{
				"box": {
					"id": "obj-506",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						693.6,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "1"
				}
			},
			{
				"box": {
					"id": "obj-507",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						769.6,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "2"
				}
			},
			{
				"box": {
					"id": "obj-508",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						845.6,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "4"
				}
			},
			{
				"box": {
					"id": "obj-509",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						921.6,
						4764.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "8"
				}
			},
			{
				"box": {
					"id": "obj-510",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						997.6,
						4764.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-511",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						1046.8,
						4764.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/bars"
				}
			},
			{
				"box": {
					"id": "obj-512",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4816.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-513",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4816.0,
						54.0,
						48.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 gain",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 gain",
							"parameter_shortname": "gain",
							"parameter_type": 0,
							"parameter_mmin": -90.0,
							"parameter_mmax": 6,
							"parameter_unitstyle": 4
						}
					},
					"presentation": 1,
					"presentation_rect": [
						480.0,
						570.0,
						54.0,
						48.0
					]
				}
			},
			{
				"box": {
					"id": "obj-514",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						190.4,
						4816.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/gain"
				}
			},
			{
				"box": {
					"id": "obj-515",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4868.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-516",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						4868.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 2 mute",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 mute",
							"parameter_shortname": "mute",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						634.0,
						836.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-517",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						4868.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/mute"
				}
			},
			{
				"box": {
					"id": "obj-518",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4920.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-519",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						4920.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 2 freeze",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 freeze",
							"parameter_shortname": "freeze",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						710.0,
						836.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-520",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						4920.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/freeze"
				}
			},
			{
				"box": {
					"id": "obj-521",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						4972.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-522",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						4972.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 scrub",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 scrub",
							"parameter_shortname": "scrub",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						786.0,
						836.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-523",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						4972.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/scrub"
				}
			},
			{
				"box": {
					"id": "obj-524",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5024.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-525",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						5024.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 2 reverse",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 reverse",
							"parameter_shortname": "reverse",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						480.0,
						898.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-526",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						5024.0,
						161.20000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/reverse"
				}
			},
			{
				"box": {
					"id": "obj-527",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5076.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-528",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						5076.0,
						84.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 speed",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 speed",
							"parameter_shortname": "speed",
							"parameter_type": 0,
							"parameter_mmin": 0.25,
							"parameter_mmax": 4,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						556.0,
						898.0,
						84.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-529",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						220.4,
						5076.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/speed"
				}
			},
			{
				"box": {
					"id": "obj-530",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5128.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-531",
					"maxclass": "live.numbox",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						5128.0,
						64.0,
						20.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 loop",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 loop",
							"parameter_shortname": "loop",
							"parameter_type": 0,
							"parameter_mmin": 0,
							"parameter_mmax": 16,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						654.0,
						898.0,
						64.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-532",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						200.4,
						5128.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/loop"
				}
			},
			{
				"box": {
					"id": "obj-533",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5180.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-534",
					"maxclass": "live.toggle",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						120.4,
						5180.0,
						20.0,
						20.0
					],
					"outlettype": [
						""
					],
					"parameter_enable": 1,
					"varname": "deck 2 listen",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 listen",
							"parameter_shortname": "listen",
							"parameter_type": 2,
							"parameter_enum": [
								"off",
								"on"
							],
							"parameter_mmax": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						732.0,
						898.0,
						20.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-535",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						156.4,
						5180.0,
						154.8,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/listen"
				}
			},
			{
				"box": {
					"id": "obj-536",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5232.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-537",
					"maxclass": "live.dial",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						120.4,
						5232.0,
						54.0,
						48.0
					],
					"outlettype": [
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 pan",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 pan",
							"parameter_shortname": "pan",
							"parameter_type": 0,
							"parameter_mmin": -1,
							"parameter_mmax": 1,
							"parameter_unitstyle": 1
						}
					},
					"presentation": 1,
					"presentation_rect": [
						556.0,
						570.0,
						54.0,
						48.0
					]
				}
			},
			{
				"box": {
					"id": "obj-538",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						190.4,
						5232.0,
						135.60000000000002,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/pan"
				}
			},
			{
				"box": {
					"id": "obj-539",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						20.0,
						5284.0,
						122.80000000000001,
						22.0
					],
					"outlettype": [
						"",
						"",
						"",
						""
					],
					"text": "route through a b"
				}
			},
			{
				"box": {
					"id": "obj-540",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						158.8,
						5284.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 0"
				}
			},
			{
				"box": {
					"id": "obj-541",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						234.8,
						5284.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 1"
				}
			},
			{
				"box": {
					"id": "obj-542",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						310.8,
						5284.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "set 2"
				}
			},
			{
				"box": {
					"id": "obj-543",
					"maxclass": "live.tab",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						386.8,
						5284.0,
						140.0,
						20.0
					],
					"outlettype": [
						"",
						"",
						"float"
					],
					"parameter_enable": 1,
					"varname": "deck 2 side",
					"saved_attribute_attributes": {
						"valueof": {
							"parameter_longname": "deck 2 side",
							"parameter_shortname": "side",
							"parameter_type": 2,
							"parameter_enum": [
								"through",
								"a",
								"b"
							],
							"parameter_mmax": 2
						}
					},
					"num_lines_presentation": 1,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						960.0,
						140.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-544",
					"maxclass": "newobj",
					"numinlets": 4,
					"numoutlets": 4,
					"patching_rect": [
						542.8,
						5284.0,
						71.6,
						22.0
					],
					"outlettype": [
						"bang",
						"bang",
						"bang",
						""
					],
					"text": "sel 0 1 2"
				}
			},
			{
				"box": {
					"id": "obj-545",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						630.4,
						5284.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "through"
				}
			},
			{
				"box": {
					"id": "obj-546",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						706.4,
						5284.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "a"
				}
			},
			{
				"box": {
					"id": "obj-547",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						782.4,
						5284.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "b"
				}
			},
			{
				"box": {
					"id": "obj-548",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						858.4,
						5284.0,
						33.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "t l"
				}
			},
			{
				"box": {
					"id": "obj-549",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						907.6,
						5284.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /deck/2/side"
				}
			},
			{
				"box": {
					"id": "obj-550",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						5336.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-551",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						5336.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-552",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						5336.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-553",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						5336.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-554",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						5336.0,
						266.0,
						20.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						562.0,
						260.0,
						266.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-555",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						5388.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-556",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						94.80000000000001,
						5388.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-557",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						188.8,
						5388.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-558",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						282.8,
						5388.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-559",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						383.20000000000005,
						5388.0,
						346.0,
						20.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.1,
						0.3,
						0.5,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						562.0,
						284.0,
						346.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-560",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						5440.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-561",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						5440.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						536.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-562",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						164.0,
						5440.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						574.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-563",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5492.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-564",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						5492.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						696.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-565",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5544.0,
						65.2,
						22.0
					],
					"outlettype": [
						"float"
					],
					"text": "unpack f"
				}
			},
			{
				"box": {
					"id": "obj-566",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						101.2,
						5544.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						818.0,
						310.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-567",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						5596.0,
						90.80000000000001,
						22.0
					],
					"outlettype": [
						"float",
						"float",
						"float"
					],
					"text": "unpack f f f"
				}
			},
			{
				"box": {
					"id": "obj-568",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						126.80000000000001,
						5596.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						536.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-569",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						176.8,
						5596.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						574.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-570",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						226.8,
						5596.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						612.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-571",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						5648.0,
						78.0,
						22.0
					],
					"outlettype": [
						"float",
						"float"
					],
					"text": "unpack f f"
				}
			},
			{
				"box": {
					"id": "obj-572",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						114.0,
						5648.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						734.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-573",
					"maxclass": "flonum",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						164.0,
						5648.0,
						34.0,
						20.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"ignoreclick": 1,
					"triangle": 0,
					"fontsize": 11.0,
					"numdecimalplaces": 0,
					"presentation": 1,
					"presentation_rect": [
						772.0,
						334.0,
						34.0,
						20.0
					]
				}
			},
			{
				"box": {
					"id": "obj-574",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						20.0,
						5700.0,
						90.80000000000001,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route /error"
				}
			},
			{
				"box": {
					"id": "obj-575",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						126.80000000000001,
						5700.0,
						65.2,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "tosymbol"
				}
			},
			{
				"box": {
					"id": "obj-576",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						208.0,
						5700.0,
						154.8,
						22.0
					],
					"text": "print riffbridge-error"
				}
			},
			{
				"box": {
					"id": "obj-577",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						378.8,
						5700.0,
						58.800000000000004,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "t l set"
				}
			},
			{
				"box": {
					"id": "obj-578",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						453.6,
						5700.0,
						78.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "fromsymbol"
				}
			},
			{
				"box": {
					"id": "obj-579",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 2,
					"patching_rect": [
						547.6,
						5700.0,
						78.0,
						22.0
					],
					"outlettype": [
						"",
						""
					],
					"text": "route bang"
				}
			},
			{
				"box": {
					"id": "obj-580",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						641.6,
						5700.0,
						84.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend set"
				}
			},
			{
				"box": {
					"id": "obj-581",
					"maxclass": "comment",
					"numinlets": 1,
					"numoutlets": 0,
					"patching_rect": [
						742.0,
						5700.0,
						390.0,
						26.0
					],
					"text": "",
					"fontsize": 11.0,
					"textcolor": [
						0.75,
						0.15,
						0.1,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						70.0,
						214.0,
						390.0,
						26.0
					]
				}
			},
			{
				"box": {
					"id": "obj-582",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						20.0,
						5752.0,
						103.60000000000001,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "loadmess set 1"
				}
			},
			{
				"box": {
					"id": "obj-583",
					"maxclass": "number",
					"numinlets": 1,
					"numoutlets": 2,
					"patching_rect": [
						139.60000000000002,
						5752.0,
						50.0,
						22.0
					],
					"outlettype": [
						"",
						"bang"
					],
					"minimum": 1,
					"maximum": 128,
					"presentation": 1,
					"presentation_rect": [
						480.0,
						44.0,
						50.0,
						22.0
					]
				}
			},
			{
				"box": {
					"id": "obj-584",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						5804.0,
						76.0,
						30.0
					],
					"outlettype": [
						"",
						"",
						"int"
					],
					"text": "store",
					"mode": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"bgcolor": [
						0.35,
						0.35,
						0.35,
						1.0
					],
					"textcolor": [
						1.0,
						1.0,
						1.0,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						540.0,
						40.0,
						76.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-585",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						5804.0,
						33.2,
						22.0
					],
					"outlettype": [
						"int"
					],
					"text": "i 1"
				}
			},
			{
				"box": {
					"id": "obj-586",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						161.2,
						5804.0,
						142.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /scene/store"
				}
			},
			{
				"box": {
					"id": "obj-587",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						5856.0,
						76.0,
						30.0
					],
					"outlettype": [
						"",
						"",
						"int"
					],
					"text": "recall",
					"mode": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"bgcolor": [
						0.35,
						0.35,
						0.35,
						1.0
					],
					"textcolor": [
						1.0,
						1.0,
						1.0,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						624.0,
						40.0,
						76.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-588",
					"maxclass": "newobj",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						5856.0,
						33.2,
						22.0
					],
					"outlettype": [
						"int"
					],
					"text": "i 1"
				}
			},
			{
				"box": {
					"id": "obj-589",
					"maxclass": "newobj",
					"numinlets": 1,
					"numoutlets": 1,
					"patching_rect": [
						161.2,
						5856.0,
						148.4,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "prepend /scene/recall"
				}
			},
			{
				"box": {
					"id": "obj-590",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						5908.0,
						76.0,
						30.0
					],
					"outlettype": [
						"",
						"",
						"int"
					],
					"text": "PANIC",
					"mode": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"bgcolor": [
						0.75,
						0.15,
						0.1,
						1.0
					],
					"textcolor": [
						1.0,
						1.0,
						1.0,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						792.0,
						40.0,
						76.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-591",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						5908.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/panic"
				}
			},
			{
				"box": {
					"id": "obj-592",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						5960.0,
						76.0,
						30.0
					],
					"outlettype": [
						"",
						"",
						"int"
					],
					"text": "launch",
					"mode": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"bgcolor": [
						0.35,
						0.35,
						0.35,
						1.0
					],
					"textcolor": [
						1.0,
						1.0,
						1.0,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						708.0,
						40.0,
						76.0,
						30.0
					]
				}
			},
			{
				"box": {
					"id": "obj-593",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						5960.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/launch"
				}
			},
			{
				"box": {
					"id": "obj-594",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						6012.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						"int"
					],
					"text": "launch",
					"mode": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"bgcolor": [
						0.35,
						0.35,
						0.35,
						1.0
					],
					"textcolor": [
						1.0,
						1.0,
						1.0,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						374.0,
						256.0,
						76.0,
						24.0
					]
				}
			},
			{
				"box": {
					"id": "obj-595",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						6012.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/launch 1"
				}
			},
			{
				"box": {
					"id": "obj-596",
					"maxclass": "textbutton",
					"numinlets": 1,
					"numoutlets": 3,
					"patching_rect": [
						20.0,
						6064.0,
						76.0,
						24.0
					],
					"outlettype": [
						"",
						"",
						"int"
					],
					"text": "launch",
					"mode": 0,
					"fontsize": 11.0,
					"parameter_enable": 0,
					"bgcolor": [
						0.35,
						0.35,
						0.35,
						1.0
					],
					"textcolor": [
						1.0,
						1.0,
						1.0,
						1.0
					],
					"presentation": 1,
					"presentation_rect": [
						834.0,
						256.0,
						76.0,
						24.0
					]
				}
			},
			{
				"box": {
					"id": "obj-597",
					"maxclass": "message",
					"numinlets": 2,
					"numoutlets": 1,
					"patching_rect": [
						112.0,
						6064.0,
						60.0,
						22.0
					],
					"outlettype": [
						""
					],
					"text": "/launch 2"
				}
			}
		],
		"lines": [
			{
				"patchline": {
					"source": [
						"obj-104",
						0
					],
					"destination": [
						"obj-105",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-105",
						1
					],
					"destination": [
						"obj-111",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-111",
						0
					],
					"destination": [
						"obj-108",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-108",
						0
					],
					"destination": [
						"obj-109",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-109",
						0
					],
					"destination": [
						"obj-108",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-111",
						1
					],
					"destination": [
						"obj-113",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-109",
						2
					],
					"destination": [
						"obj-113",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-113",
						0
					],
					"destination": [
						"obj-112",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-109",
						1
					],
					"destination": [
						"obj-114",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-107",
						0
					],
					"destination": [
						"obj-110",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-110",
						0
					],
					"destination": [
						"obj-109",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-110",
						1
					],
					"destination": [
						"obj-103",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-116",
						0
					],
					"destination": [
						"obj-115",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-115",
						0
					],
					"destination": [
						"obj-106",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-103",
						0
					],
					"destination": [
						"obj-106",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-114",
						0
					],
					"destination": [
						"obj-106",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-105",
						0
					],
					"destination": [
						"obj-117",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						0
					],
					"destination": [
						"obj-118",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-118",
						0
					],
					"destination": [
						"obj-119",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-119",
						0
					],
					"destination": [
						"obj-120",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-120",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						1
					],
					"destination": [
						"obj-121",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-121",
						0
					],
					"destination": [
						"obj-122",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-122",
						0
					],
					"destination": [
						"obj-123",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-123",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						2
					],
					"destination": [
						"obj-124",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-124",
						0
					],
					"destination": [
						"obj-125",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-125",
						0
					],
					"destination": [
						"obj-126",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-126",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						3
					],
					"destination": [
						"obj-127",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-127",
						0
					],
					"destination": [
						"obj-128",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-128",
						0
					],
					"destination": [
						"obj-129",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-129",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						4
					],
					"destination": [
						"obj-130",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-135",
						0
					],
					"destination": [
						"obj-136",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-130",
						0
					],
					"destination": [
						"obj-131",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-136",
						0
					],
					"destination": [
						"obj-137",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-131",
						0
					],
					"destination": [
						"obj-135",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-137",
						0
					],
					"destination": [
						"obj-141",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-130",
						1
					],
					"destination": [
						"obj-132",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-136",
						1
					],
					"destination": [
						"obj-138",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-132",
						0
					],
					"destination": [
						"obj-135",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-138",
						0
					],
					"destination": [
						"obj-141",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-130",
						2
					],
					"destination": [
						"obj-133",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-136",
						2
					],
					"destination": [
						"obj-139",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-133",
						0
					],
					"destination": [
						"obj-135",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-139",
						0
					],
					"destination": [
						"obj-141",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-130",
						3
					],
					"destination": [
						"obj-134",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-136",
						3
					],
					"destination": [
						"obj-140",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-134",
						0
					],
					"destination": [
						"obj-135",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-140",
						0
					],
					"destination": [
						"obj-141",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-141",
						0
					],
					"destination": [
						"obj-142",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-142",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						5
					],
					"destination": [
						"obj-143",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-147",
						0
					],
					"destination": [
						"obj-148",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-143",
						0
					],
					"destination": [
						"obj-144",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-148",
						0
					],
					"destination": [
						"obj-149",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-144",
						0
					],
					"destination": [
						"obj-147",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-149",
						0
					],
					"destination": [
						"obj-152",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-143",
						1
					],
					"destination": [
						"obj-145",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-148",
						1
					],
					"destination": [
						"obj-150",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-145",
						0
					],
					"destination": [
						"obj-147",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-150",
						0
					],
					"destination": [
						"obj-152",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-143",
						2
					],
					"destination": [
						"obj-146",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-148",
						2
					],
					"destination": [
						"obj-151",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-146",
						0
					],
					"destination": [
						"obj-147",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-151",
						0
					],
					"destination": [
						"obj-152",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-152",
						0
					],
					"destination": [
						"obj-153",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-153",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						6
					],
					"destination": [
						"obj-154",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-159",
						0
					],
					"destination": [
						"obj-160",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-154",
						0
					],
					"destination": [
						"obj-155",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-160",
						0
					],
					"destination": [
						"obj-161",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-155",
						0
					],
					"destination": [
						"obj-159",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-161",
						0
					],
					"destination": [
						"obj-165",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-154",
						1
					],
					"destination": [
						"obj-156",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-160",
						1
					],
					"destination": [
						"obj-162",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-156",
						0
					],
					"destination": [
						"obj-159",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-162",
						0
					],
					"destination": [
						"obj-165",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-154",
						2
					],
					"destination": [
						"obj-157",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-160",
						2
					],
					"destination": [
						"obj-163",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-157",
						0
					],
					"destination": [
						"obj-159",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-163",
						0
					],
					"destination": [
						"obj-165",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-154",
						3
					],
					"destination": [
						"obj-158",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-160",
						3
					],
					"destination": [
						"obj-164",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-158",
						0
					],
					"destination": [
						"obj-159",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-164",
						0
					],
					"destination": [
						"obj-165",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-165",
						0
					],
					"destination": [
						"obj-166",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-166",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						7
					],
					"destination": [
						"obj-167",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-167",
						0
					],
					"destination": [
						"obj-168",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-168",
						0
					],
					"destination": [
						"obj-169",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-169",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						8
					],
					"destination": [
						"obj-170",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-170",
						0
					],
					"destination": [
						"obj-171",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-171",
						0
					],
					"destination": [
						"obj-172",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-172",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						9
					],
					"destination": [
						"obj-173",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-176",
						0
					],
					"destination": [
						"obj-177",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-173",
						0
					],
					"destination": [
						"obj-174",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-177",
						0
					],
					"destination": [
						"obj-178",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-174",
						0
					],
					"destination": [
						"obj-176",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-178",
						0
					],
					"destination": [
						"obj-180",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-173",
						1
					],
					"destination": [
						"obj-175",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-177",
						1
					],
					"destination": [
						"obj-179",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-175",
						0
					],
					"destination": [
						"obj-176",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-179",
						0
					],
					"destination": [
						"obj-180",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-180",
						0
					],
					"destination": [
						"obj-181",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-181",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						10
					],
					"destination": [
						"obj-182",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-182",
						0
					],
					"destination": [
						"obj-183",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-183",
						0
					],
					"destination": [
						"obj-184",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-184",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						11
					],
					"destination": [
						"obj-185",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-185",
						0
					],
					"destination": [
						"obj-186",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-185",
						1
					],
					"destination": [
						"obj-187",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						12
					],
					"destination": [
						"obj-188",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-188",
						0
					],
					"destination": [
						"obj-189",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						13
					],
					"destination": [
						"obj-190",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-190",
						0
					],
					"destination": [
						"obj-191",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-191",
						0
					],
					"destination": [
						"obj-192",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-192",
						1
					],
					"destination": [
						"obj-193",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-190",
						1
					],
					"destination": [
						"obj-194",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-193",
						0
					],
					"destination": [
						"obj-194",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						14
					],
					"destination": [
						"obj-195",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-195",
						0
					],
					"destination": [
						"obj-196",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						15
					],
					"destination": [
						"obj-197",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-197",
						0
					],
					"destination": [
						"obj-198",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						16
					],
					"destination": [
						"obj-199",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-199",
						0
					],
					"destination": [
						"obj-200",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						17
					],
					"destination": [
						"obj-201",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-201",
						0
					],
					"destination": [
						"obj-202",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						18
					],
					"destination": [
						"obj-203",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-203",
						0
					],
					"destination": [
						"obj-204",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-203",
						1
					],
					"destination": [
						"obj-205",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						19
					],
					"destination": [
						"obj-206",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-206",
						0
					],
					"destination": [
						"obj-207",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-206",
						1
					],
					"destination": [
						"obj-208",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						20
					],
					"destination": [
						"obj-209",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-209",
						0
					],
					"destination": [
						"obj-210",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						21
					],
					"destination": [
						"obj-211",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-211",
						0
					],
					"destination": [
						"obj-212",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						22
					],
					"destination": [
						"obj-213",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-213",
						0
					],
					"destination": [
						"obj-214",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-214",
						0
					],
					"destination": [
						"obj-215",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-215",
						1
					],
					"destination": [
						"obj-216",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-213",
						1
					],
					"destination": [
						"obj-217",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-216",
						0
					],
					"destination": [
						"obj-217",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						23
					],
					"destination": [
						"obj-218",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-218",
						0
					],
					"destination": [
						"obj-219",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-219",
						0
					],
					"destination": [
						"obj-220",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-220",
						1
					],
					"destination": [
						"obj-221",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-218",
						1
					],
					"destination": [
						"obj-222",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-221",
						0
					],
					"destination": [
						"obj-222",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-117",
						24
					],
					"destination": [
						"obj-223",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-223",
						0
					],
					"destination": [
						"obj-224",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-224",
						0
					],
					"destination": [
						"obj-225",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-225",
						1
					],
					"destination": [
						"obj-226",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-223",
						1
					],
					"destination": [
						"obj-227",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-226",
						0
					],
					"destination": [
						"obj-227",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-105",
						0
					],
					"destination": [
						"obj-228",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						0
					],
					"destination": [
						"obj-229",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-229",
						0
					],
					"destination": [
						"obj-230",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-230",
						0
					],
					"destination": [
						"obj-231",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-231",
						1
					],
					"destination": [
						"obj-232",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-229",
						1
					],
					"destination": [
						"obj-233",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-232",
						0
					],
					"destination": [
						"obj-233",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-233",
						0
					],
					"destination": [
						"obj-235",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-235",
						0
					],
					"destination": [
						"obj-234",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-234",
						0
					],
					"destination": [
						"obj-236",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-236",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						1
					],
					"destination": [
						"obj-237",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-237",
						0
					],
					"destination": [
						"obj-238",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-238",
						0
					],
					"destination": [
						"obj-239",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-239",
						1
					],
					"destination": [
						"obj-240",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-237",
						1
					],
					"destination": [
						"obj-241",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-240",
						0
					],
					"destination": [
						"obj-241",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-241",
						0
					],
					"destination": [
						"obj-243",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-243",
						0
					],
					"destination": [
						"obj-242",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-242",
						0
					],
					"destination": [
						"obj-244",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-244",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						2
					],
					"destination": [
						"obj-245",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-245",
						0
					],
					"destination": [
						"obj-246",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-246",
						0
					],
					"destination": [
						"obj-247",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-247",
						1
					],
					"destination": [
						"obj-248",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-245",
						1
					],
					"destination": [
						"obj-249",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-248",
						0
					],
					"destination": [
						"obj-249",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-249",
						0
					],
					"destination": [
						"obj-251",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-251",
						0
					],
					"destination": [
						"obj-250",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-250",
						0
					],
					"destination": [
						"obj-252",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-252",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						3
					],
					"destination": [
						"obj-253",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-253",
						0
					],
					"destination": [
						"obj-254",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-254",
						0
					],
					"destination": [
						"obj-255",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-255",
						1
					],
					"destination": [
						"obj-256",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-253",
						1
					],
					"destination": [
						"obj-257",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-256",
						0
					],
					"destination": [
						"obj-257",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-257",
						0
					],
					"destination": [
						"obj-259",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-259",
						0
					],
					"destination": [
						"obj-258",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-258",
						0
					],
					"destination": [
						"obj-260",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-260",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						4
					],
					"destination": [
						"obj-261",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-261",
						0
					],
					"destination": [
						"obj-262",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-262",
						0
					],
					"destination": [
						"obj-263",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-263",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						5
					],
					"destination": [
						"obj-264",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-264",
						0
					],
					"destination": [
						"obj-265",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-265",
						0
					],
					"destination": [
						"obj-266",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-266",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						6
					],
					"destination": [
						"obj-267",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-267",
						0
					],
					"destination": [
						"obj-268",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-268",
						0
					],
					"destination": [
						"obj-269",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-269",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						7
					],
					"destination": [
						"obj-270",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-270",
						0
					],
					"destination": [
						"obj-271",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-271",
						0
					],
					"destination": [
						"obj-272",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-272",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						8
					],
					"destination": [
						"obj-273",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-273",
						0
					],
					"destination": [
						"obj-274",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-274",
						0
					],
					"destination": [
						"obj-275",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-275",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						9
					],
					"destination": [
						"obj-276",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-276",
						0
					],
					"destination": [
						"obj-277",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-277",
						0
					],
					"destination": [
						"obj-278",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-278",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						10
					],
					"destination": [
						"obj-279",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-279",
						0
					],
					"destination": [
						"obj-280",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-280",
						0
					],
					"destination": [
						"obj-281",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-281",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						11
					],
					"destination": [
						"obj-282",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-282",
						0
					],
					"destination": [
						"obj-283",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-283",
						0
					],
					"destination": [
						"obj-284",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-284",
						1
					],
					"destination": [
						"obj-285",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-282",
						1
					],
					"destination": [
						"obj-286",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-285",
						0
					],
					"destination": [
						"obj-286",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-286",
						0
					],
					"destination": [
						"obj-288",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-288",
						0
					],
					"destination": [
						"obj-287",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-287",
						0
					],
					"destination": [
						"obj-289",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-289",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						12
					],
					"destination": [
						"obj-290",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-290",
						0
					],
					"destination": [
						"obj-291",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-291",
						0
					],
					"destination": [
						"obj-292",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-292",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						13
					],
					"destination": [
						"obj-293",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-293",
						0
					],
					"destination": [
						"obj-294",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-294",
						0
					],
					"destination": [
						"obj-295",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-295",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						14
					],
					"destination": [
						"obj-296",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-296",
						0
					],
					"destination": [
						"obj-297",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-297",
						0
					],
					"destination": [
						"obj-298",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-298",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						15
					],
					"destination": [
						"obj-299",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-299",
						0
					],
					"destination": [
						"obj-300",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-300",
						0
					],
					"destination": [
						"obj-301",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-301",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						16
					],
					"destination": [
						"obj-302",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-302",
						0
					],
					"destination": [
						"obj-303",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-303",
						0
					],
					"destination": [
						"obj-304",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-304",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						17
					],
					"destination": [
						"obj-305",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-305",
						0
					],
					"destination": [
						"obj-306",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-306",
						0
					],
					"destination": [
						"obj-307",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-307",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						18
					],
					"destination": [
						"obj-308",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-311",
						0
					],
					"destination": [
						"obj-312",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-308",
						0
					],
					"destination": [
						"obj-309",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-312",
						0
					],
					"destination": [
						"obj-313",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-309",
						0
					],
					"destination": [
						"obj-311",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-313",
						0
					],
					"destination": [
						"obj-315",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-308",
						1
					],
					"destination": [
						"obj-310",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-312",
						1
					],
					"destination": [
						"obj-314",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-310",
						0
					],
					"destination": [
						"obj-311",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-314",
						0
					],
					"destination": [
						"obj-315",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-315",
						0
					],
					"destination": [
						"obj-316",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-316",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						19
					],
					"destination": [
						"obj-317",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-320",
						0
					],
					"destination": [
						"obj-321",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-317",
						0
					],
					"destination": [
						"obj-318",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-321",
						0
					],
					"destination": [
						"obj-322",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-318",
						0
					],
					"destination": [
						"obj-320",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-322",
						0
					],
					"destination": [
						"obj-324",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-317",
						1
					],
					"destination": [
						"obj-319",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-321",
						1
					],
					"destination": [
						"obj-323",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-319",
						0
					],
					"destination": [
						"obj-320",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-323",
						0
					],
					"destination": [
						"obj-324",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-324",
						0
					],
					"destination": [
						"obj-325",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-325",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						20
					],
					"destination": [
						"obj-326",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-331",
						0
					],
					"destination": [
						"obj-332",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-326",
						0
					],
					"destination": [
						"obj-327",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-332",
						0
					],
					"destination": [
						"obj-333",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-327",
						0
					],
					"destination": [
						"obj-331",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-333",
						0
					],
					"destination": [
						"obj-337",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-326",
						1
					],
					"destination": [
						"obj-328",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-332",
						1
					],
					"destination": [
						"obj-334",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-328",
						0
					],
					"destination": [
						"obj-331",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-334",
						0
					],
					"destination": [
						"obj-337",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-326",
						2
					],
					"destination": [
						"obj-329",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-332",
						2
					],
					"destination": [
						"obj-335",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-329",
						0
					],
					"destination": [
						"obj-331",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-335",
						0
					],
					"destination": [
						"obj-337",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-326",
						3
					],
					"destination": [
						"obj-330",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-332",
						3
					],
					"destination": [
						"obj-336",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-330",
						0
					],
					"destination": [
						"obj-331",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-336",
						0
					],
					"destination": [
						"obj-337",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-337",
						0
					],
					"destination": [
						"obj-338",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-338",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						21
					],
					"destination": [
						"obj-339",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-339",
						0
					],
					"destination": [
						"obj-340",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-340",
						0
					],
					"destination": [
						"obj-341",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-341",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						22
					],
					"destination": [
						"obj-342",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-342",
						0
					],
					"destination": [
						"obj-343",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-343",
						0
					],
					"destination": [
						"obj-344",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-344",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						23
					],
					"destination": [
						"obj-345",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-345",
						0
					],
					"destination": [
						"obj-346",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-346",
						0
					],
					"destination": [
						"obj-347",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-347",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						24
					],
					"destination": [
						"obj-348",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-348",
						0
					],
					"destination": [
						"obj-349",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-349",
						0
					],
					"destination": [
						"obj-350",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-350",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						25
					],
					"destination": [
						"obj-351",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-351",
						0
					],
					"destination": [
						"obj-352",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-352",
						0
					],
					"destination": [
						"obj-353",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-353",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						26
					],
					"destination": [
						"obj-354",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-354",
						0
					],
					"destination": [
						"obj-355",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-355",
						0
					],
					"destination": [
						"obj-356",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-356",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						27
					],
					"destination": [
						"obj-357",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-357",
						0
					],
					"destination": [
						"obj-358",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-358",
						0
					],
					"destination": [
						"obj-359",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-359",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						28
					],
					"destination": [
						"obj-360",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-360",
						0
					],
					"destination": [
						"obj-361",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-361",
						0
					],
					"destination": [
						"obj-362",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-362",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						29
					],
					"destination": [
						"obj-363",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-363",
						0
					],
					"destination": [
						"obj-364",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-364",
						0
					],
					"destination": [
						"obj-365",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-365",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						30
					],
					"destination": [
						"obj-366",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-370",
						0
					],
					"destination": [
						"obj-371",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-366",
						0
					],
					"destination": [
						"obj-367",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-371",
						0
					],
					"destination": [
						"obj-372",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-367",
						0
					],
					"destination": [
						"obj-370",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-372",
						0
					],
					"destination": [
						"obj-375",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-366",
						1
					],
					"destination": [
						"obj-368",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-371",
						1
					],
					"destination": [
						"obj-373",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-368",
						0
					],
					"destination": [
						"obj-370",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-373",
						0
					],
					"destination": [
						"obj-375",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-366",
						2
					],
					"destination": [
						"obj-369",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-371",
						2
					],
					"destination": [
						"obj-374",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-369",
						0
					],
					"destination": [
						"obj-370",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-374",
						0
					],
					"destination": [
						"obj-375",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-375",
						0
					],
					"destination": [
						"obj-376",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-376",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						31
					],
					"destination": [
						"obj-377",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-377",
						0
					],
					"destination": [
						"obj-378",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-378",
						0
					],
					"destination": [
						"obj-379",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-379",
						1
					],
					"destination": [
						"obj-380",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-377",
						1
					],
					"destination": [
						"obj-381",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-380",
						0
					],
					"destination": [
						"obj-381",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						32
					],
					"destination": [
						"obj-382",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-382",
						0
					],
					"destination": [
						"obj-383",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-383",
						0
					],
					"destination": [
						"obj-384",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-384",
						1
					],
					"destination": [
						"obj-385",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-382",
						1
					],
					"destination": [
						"obj-386",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-385",
						0
					],
					"destination": [
						"obj-386",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						33
					],
					"destination": [
						"obj-387",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-387",
						0
					],
					"destination": [
						"obj-388",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-387",
						1
					],
					"destination": [
						"obj-389",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						34
					],
					"destination": [
						"obj-390",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-390",
						0
					],
					"destination": [
						"obj-391",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						35
					],
					"destination": [
						"obj-392",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-392",
						0
					],
					"destination": [
						"obj-393",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						36
					],
					"destination": [
						"obj-394",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-394",
						0
					],
					"destination": [
						"obj-395",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-394",
						1
					],
					"destination": [
						"obj-396",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-394",
						2
					],
					"destination": [
						"obj-397",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-228",
						37
					],
					"destination": [
						"obj-398",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-398",
						0
					],
					"destination": [
						"obj-399",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-398",
						1
					],
					"destination": [
						"obj-400",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-105",
						0
					],
					"destination": [
						"obj-401",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						0
					],
					"destination": [
						"obj-402",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-402",
						0
					],
					"destination": [
						"obj-403",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-403",
						0
					],
					"destination": [
						"obj-404",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-404",
						1
					],
					"destination": [
						"obj-405",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-402",
						1
					],
					"destination": [
						"obj-406",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-405",
						0
					],
					"destination": [
						"obj-406",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-406",
						0
					],
					"destination": [
						"obj-408",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-408",
						0
					],
					"destination": [
						"obj-407",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-407",
						0
					],
					"destination": [
						"obj-409",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-409",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						1
					],
					"destination": [
						"obj-410",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-410",
						0
					],
					"destination": [
						"obj-411",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-411",
						0
					],
					"destination": [
						"obj-412",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-412",
						1
					],
					"destination": [
						"obj-413",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-410",
						1
					],
					"destination": [
						"obj-414",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-413",
						0
					],
					"destination": [
						"obj-414",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-414",
						0
					],
					"destination": [
						"obj-416",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-416",
						0
					],
					"destination": [
						"obj-415",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-415",
						0
					],
					"destination": [
						"obj-417",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-417",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						2
					],
					"destination": [
						"obj-418",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-418",
						0
					],
					"destination": [
						"obj-419",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-419",
						0
					],
					"destination": [
						"obj-420",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-420",
						1
					],
					"destination": [
						"obj-421",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-418",
						1
					],
					"destination": [
						"obj-422",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-421",
						0
					],
					"destination": [
						"obj-422",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-422",
						0
					],
					"destination": [
						"obj-424",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-424",
						0
					],
					"destination": [
						"obj-423",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-423",
						0
					],
					"destination": [
						"obj-425",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-425",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						3
					],
					"destination": [
						"obj-426",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-426",
						0
					],
					"destination": [
						"obj-427",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-427",
						0
					],
					"destination": [
						"obj-428",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-428",
						1
					],
					"destination": [
						"obj-429",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-426",
						1
					],
					"destination": [
						"obj-430",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-429",
						0
					],
					"destination": [
						"obj-430",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-430",
						0
					],
					"destination": [
						"obj-432",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-432",
						0
					],
					"destination": [
						"obj-431",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-431",
						0
					],
					"destination": [
						"obj-433",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-433",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						4
					],
					"destination": [
						"obj-434",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-434",
						0
					],
					"destination": [
						"obj-435",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-435",
						0
					],
					"destination": [
						"obj-436",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-436",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						5
					],
					"destination": [
						"obj-437",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-437",
						0
					],
					"destination": [
						"obj-438",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-438",
						0
					],
					"destination": [
						"obj-439",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-439",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						6
					],
					"destination": [
						"obj-440",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-440",
						0
					],
					"destination": [
						"obj-441",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-441",
						0
					],
					"destination": [
						"obj-442",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-442",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						7
					],
					"destination": [
						"obj-443",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-443",
						0
					],
					"destination": [
						"obj-444",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-444",
						0
					],
					"destination": [
						"obj-445",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-445",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						8
					],
					"destination": [
						"obj-446",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-446",
						0
					],
					"destination": [
						"obj-447",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-447",
						0
					],
					"destination": [
						"obj-448",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-448",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						9
					],
					"destination": [
						"obj-449",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-449",
						0
					],
					"destination": [
						"obj-450",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-450",
						0
					],
					"destination": [
						"obj-451",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-451",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						10
					],
					"destination": [
						"obj-452",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-452",
						0
					],
					"destination": [
						"obj-453",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-453",
						0
					],
					"destination": [
						"obj-454",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-454",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						11
					],
					"destination": [
						"obj-455",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-455",
						0
					],
					"destination": [
						"obj-456",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-456",
						0
					],
					"destination": [
						"obj-457",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-457",
						1
					],
					"destination": [
						"obj-458",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-455",
						1
					],
					"destination": [
						"obj-459",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-458",
						0
					],
					"destination": [
						"obj-459",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-459",
						0
					],
					"destination": [
						"obj-461",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-461",
						0
					],
					"destination": [
						"obj-460",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-460",
						0
					],
					"destination": [
						"obj-462",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-462",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						12
					],
					"destination": [
						"obj-463",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-463",
						0
					],
					"destination": [
						"obj-464",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-464",
						0
					],
					"destination": [
						"obj-465",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-465",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						13
					],
					"destination": [
						"obj-466",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-466",
						0
					],
					"destination": [
						"obj-467",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-467",
						0
					],
					"destination": [
						"obj-468",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-468",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						14
					],
					"destination": [
						"obj-469",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-469",
						0
					],
					"destination": [
						"obj-470",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-470",
						0
					],
					"destination": [
						"obj-471",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-471",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						15
					],
					"destination": [
						"obj-472",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-472",
						0
					],
					"destination": [
						"obj-473",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-473",
						0
					],
					"destination": [
						"obj-474",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-474",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						16
					],
					"destination": [
						"obj-475",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-475",
						0
					],
					"destination": [
						"obj-476",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-476",
						0
					],
					"destination": [
						"obj-477",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-477",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						17
					],
					"destination": [
						"obj-478",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-478",
						0
					],
					"destination": [
						"obj-479",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-479",
						0
					],
					"destination": [
						"obj-480",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-480",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						18
					],
					"destination": [
						"obj-481",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-484",
						0
					],
					"destination": [
						"obj-485",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-481",
						0
					],
					"destination": [
						"obj-482",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-485",
						0
					],
					"destination": [
						"obj-486",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-482",
						0
					],
					"destination": [
						"obj-484",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-486",
						0
					],
					"destination": [
						"obj-488",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-481",
						1
					],
					"destination": [
						"obj-483",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-485",
						1
					],
					"destination": [
						"obj-487",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-483",
						0
					],
					"destination": [
						"obj-484",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-487",
						0
					],
					"destination": [
						"obj-488",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-488",
						0
					],
					"destination": [
						"obj-489",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-489",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						19
					],
					"destination": [
						"obj-490",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-493",
						0
					],
					"destination": [
						"obj-494",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-490",
						0
					],
					"destination": [
						"obj-491",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-494",
						0
					],
					"destination": [
						"obj-495",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-491",
						0
					],
					"destination": [
						"obj-493",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-495",
						0
					],
					"destination": [
						"obj-497",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-490",
						1
					],
					"destination": [
						"obj-492",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-494",
						1
					],
					"destination": [
						"obj-496",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-492",
						0
					],
					"destination": [
						"obj-493",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-496",
						0
					],
					"destination": [
						"obj-497",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-497",
						0
					],
					"destination": [
						"obj-498",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-498",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						20
					],
					"destination": [
						"obj-499",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-504",
						0
					],
					"destination": [
						"obj-505",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-499",
						0
					],
					"destination": [
						"obj-500",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-505",
						0
					],
					"destination": [
						"obj-506",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-500",
						0
					],
					"destination": [
						"obj-504",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-506",
						0
					],
					"destination": [
						"obj-510",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-499",
						1
					],
					"destination": [
						"obj-501",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-505",
						1
					],
					"destination": [
						"obj-507",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-501",
						0
					],
					"destination": [
						"obj-504",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-507",
						0
					],
					"destination": [
						"obj-510",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-499",
						2
					],
					"destination": [
						"obj-502",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-505",
						2
					],
					"destination": [
						"obj-508",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-502",
						0
					],
					"destination": [
						"obj-504",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-508",
						0
					],
					"destination": [
						"obj-510",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-499",
						3
					],
					"destination": [
						"obj-503",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-505",
						3
					],
					"destination": [
						"obj-509",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-503",
						0
					],
					"destination": [
						"obj-504",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-509",
						0
					],
					"destination": [
						"obj-510",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-510",
						0
					],
					"destination": [
						"obj-511",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-511",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						21
					],
					"destination": [
						"obj-512",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-512",
						0
					],
					"destination": [
						"obj-513",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-513",
						0
					],
					"destination": [
						"obj-514",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-514",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						22
					],
					"destination": [
						"obj-515",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-515",
						0
					],
					"destination": [
						"obj-516",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-516",
						0
					],
					"destination": [
						"obj-517",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-517",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						23
					],
					"destination": [
						"obj-518",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-518",
						0
					],
					"destination": [
						"obj-519",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-519",
						0
					],
					"destination": [
						"obj-520",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-520",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						24
					],
					"destination": [
						"obj-521",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-521",
						0
					],
					"destination": [
						"obj-522",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-522",
						0
					],
					"destination": [
						"obj-523",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-523",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						25
					],
					"destination": [
						"obj-524",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-524",
						0
					],
					"destination": [
						"obj-525",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-525",
						0
					],
					"destination": [
						"obj-526",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-526",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						26
					],
					"destination": [
						"obj-527",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-527",
						0
					],
					"destination": [
						"obj-528",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-528",
						0
					],
					"destination": [
						"obj-529",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-529",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						27
					],
					"destination": [
						"obj-530",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-530",
						0
					],
					"destination": [
						"obj-531",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-531",
						0
					],
					"destination": [
						"obj-532",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-532",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						28
					],
					"destination": [
						"obj-533",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-533",
						0
					],
					"destination": [
						"obj-534",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-534",
						0
					],
					"destination": [
						"obj-535",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-535",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						29
					],
					"destination": [
						"obj-536",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-536",
						0
					],
					"destination": [
						"obj-537",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-537",
						0
					],
					"destination": [
						"obj-538",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-538",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						30
					],
					"destination": [
						"obj-539",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-543",
						0
					],
					"destination": [
						"obj-544",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-539",
						0
					],
					"destination": [
						"obj-540",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-544",
						0
					],
					"destination": [
						"obj-545",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-540",
						0
					],
					"destination": [
						"obj-543",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-545",
						0
					],
					"destination": [
						"obj-548",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-539",
						1
					],
					"destination": [
						"obj-541",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-544",
						1
					],
					"destination": [
						"obj-546",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-541",
						0
					],
					"destination": [
						"obj-543",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-546",
						0
					],
					"destination": [
						"obj-548",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-539",
						2
					],
					"destination": [
						"obj-542",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-544",
						2
					],
					"destination": [
						"obj-547",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-542",
						0
					],
					"destination": [
						"obj-543",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-547",
						0
					],
					"destination": [
						"obj-548",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-548",
						0
					],
					"destination": [
						"obj-549",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-549",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						31
					],
					"destination": [
						"obj-550",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-550",
						0
					],
					"destination": [
						"obj-551",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-551",
						0
					],
					"destination": [
						"obj-552",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-552",
						1
					],
					"destination": [
						"obj-553",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-550",
						1
					],
					"destination": [
						"obj-554",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-553",
						0
					],
					"destination": [
						"obj-554",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						32
					],
					"destination": [
						"obj-555",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-555",
						0
					],
					"destination": [
						"obj-556",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-556",
						0
					],
					"destination": [
						"obj-557",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-557",
						1
					],
					"destination": [
						"obj-558",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-555",
						1
					],
					"destination": [
						"obj-559",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-558",
						0
					],
					"destination": [
						"obj-559",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						33
					],
					"destination": [
						"obj-560",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-560",
						0
					],
					"destination": [
						"obj-561",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-560",
						1
					],
					"destination": [
						"obj-562",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						34
					],
					"destination": [
						"obj-563",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-563",
						0
					],
					"destination": [
						"obj-564",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						35
					],
					"destination": [
						"obj-565",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-565",
						0
					],
					"destination": [
						"obj-566",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						36
					],
					"destination": [
						"obj-567",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-567",
						0
					],
					"destination": [
						"obj-568",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-567",
						1
					],
					"destination": [
						"obj-569",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-567",
						2
					],
					"destination": [
						"obj-570",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-401",
						37
					],
					"destination": [
						"obj-571",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-571",
						0
					],
					"destination": [
						"obj-572",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-571",
						1
					],
					"destination": [
						"obj-573",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-105",
						0
					],
					"destination": [
						"obj-574",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-574",
						0
					],
					"destination": [
						"obj-575",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-574",
						0
					],
					"destination": [
						"obj-576",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-575",
						0
					],
					"destination": [
						"obj-577",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-577",
						0
					],
					"destination": [
						"obj-578",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-578",
						0
					],
					"destination": [
						"obj-579",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-579",
						1
					],
					"destination": [
						"obj-580",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-577",
						1
					],
					"destination": [
						"obj-581",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-580",
						0
					],
					"destination": [
						"obj-581",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-582",
						0
					],
					"destination": [
						"obj-583",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-583",
						0
					],
					"destination": [
						"obj-585",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-584",
						0
					],
					"destination": [
						"obj-585",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-585",
						0
					],
					"destination": [
						"obj-586",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-586",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-583",
						0
					],
					"destination": [
						"obj-588",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-587",
						0
					],
					"destination": [
						"obj-588",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-588",
						0
					],
					"destination": [
						"obj-589",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-589",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-590",
						0
					],
					"destination": [
						"obj-591",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-591",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-592",
						0
					],
					"destination": [
						"obj-593",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-593",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-594",
						0
					],
					"destination": [
						"obj-595",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-595",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-596",
						0
					],
					"destination": [
						"obj-597",
						0
					]
				}
			},
			{
				"patchline": {
					"source": [
						"obj-597",
						0
					],
					"destination": [
						"obj-103",
						1
					]
				}
			}
		],
		"parameters": {
			"obj-119": [
				"tempo",
				"tempo",
				0
			],
			"obj-122": [
				"master gain",
				"master gain",
				0
			],
			"obj-125": [
				"record",
				"record",
				0
			],
			"obj-128": [
				"crossfade",
				"crossfade",
				0
			],
			"obj-135": [
				"quantise",
				"quantise",
				0
			],
			"obj-147": [
				"clock metre",
				"clock metre",
				0
			],
			"obj-159": [
				"clock source",
				"clock source",
				0
			],
			"obj-168": [
				"clock lead",
				"clock lead",
				0
			],
			"obj-171": [
				"clock startstop",
				"clock startstop",
				0
			],
			"obj-176": [
				"clock aim",
				"clock aim",
				0
			],
			"obj-183": [
				"clock offset",
				"clock offset",
				0
			],
			"obj-268": [
				"deck 1 alpha",
				"alpha",
				0
			],
			"obj-271": [
				"deck 1 drift",
				"drift",
				0
			],
			"obj-274": [
				"deck 1 guidance",
				"guidance",
				0
			],
			"obj-277": [
				"deck 1 steps",
				"steps",
				0
			],
			"obj-280": [
				"deck 1 denoising",
				"denoising",
				0
			],
			"obj-291": [
				"deck 1 to guidance",
				"to guidance",
				0
			],
			"obj-294": [
				"deck 1 to denoising",
				"to denoising",
				0
			],
			"obj-297": [
				"deck 1 mask from",
				"mask from",
				0
			],
			"obj-300": [
				"deck 1 mask to",
				"mask to",
				0
			],
			"obj-303": [
				"deck 1 mask low",
				"mask low",
				0
			],
			"obj-306": [
				"deck 1 mask high",
				"mask high",
				0
			],
			"obj-311": [
				"deck 1 clip join",
				"clip join",
				0
			],
			"obj-320": [
				"deck 1 clip dynamics",
				"clip dynamics",
				0
			],
			"obj-331": [
				"deck 1 bars",
				"bars",
				0
			],
			"obj-340": [
				"deck 1 gain",
				"gain",
				0
			],
			"obj-343": [
				"deck 1 mute",
				"mute",
				0
			],
			"obj-346": [
				"deck 1 freeze",
				"freeze",
				0
			],
			"obj-349": [
				"deck 1 scrub",
				"scrub",
				0
			],
			"obj-352": [
				"deck 1 reverse",
				"reverse",
				0
			],
			"obj-355": [
				"deck 1 speed",
				"speed",
				0
			],
			"obj-358": [
				"deck 1 loop",
				"loop",
				0
			],
			"obj-361": [
				"deck 1 listen",
				"listen",
				0
			],
			"obj-364": [
				"deck 1 pan",
				"pan",
				0
			],
			"obj-370": [
				"deck 1 side",
				"side",
				0
			],
			"obj-441": [
				"deck 2 alpha",
				"alpha",
				0
			],
			"obj-444": [
				"deck 2 drift",
				"drift",
				0
			],
			"obj-447": [
				"deck 2 guidance",
				"guidance",
				0
			],
			"obj-450": [
				"deck 2 steps",
				"steps",
				0
			],
			"obj-453": [
				"deck 2 denoising",
				"denoising",
				0
			],
			"obj-464": [
				"deck 2 to guidance",
				"to guidance",
				0
			],
			"obj-467": [
				"deck 2 to denoising",
				"to denoising",
				0
			],
			"obj-470": [
				"deck 2 mask from",
				"mask from",
				0
			],
			"obj-473": [
				"deck 2 mask to",
				"mask to",
				0
			],
			"obj-476": [
				"deck 2 mask low",
				"mask low",
				0
			],
			"obj-479": [
				"deck 2 mask high",
				"mask high",
				0
			],
			"obj-484": [
				"deck 2 clip join",
				"clip join",
				0
			],
			"obj-493": [
				"deck 2 clip dynamics",
				"clip dynamics",
				0
			],
			"obj-504": [
				"deck 2 bars",
				"bars",
				0
			],
			"obj-513": [
				"deck 2 gain",
				"gain",
				0
			],
			"obj-516": [
				"deck 2 mute",
				"mute",
				0
			],
			"obj-519": [
				"deck 2 freeze",
				"freeze",
				0
			],
			"obj-522": [
				"deck 2 scrub",
				"scrub",
				0
			],
			"obj-525": [
				"deck 2 reverse",
				"reverse",
				0
			],
			"obj-528": [
				"deck 2 speed",
				"speed",
				0
			],
			"obj-531": [
				"deck 2 loop",
				"loop",
				0
			],
			"obj-534": [
				"deck 2 listen",
				"listen",
				0
			],
			"obj-537": [
				"deck 2 pan",
				"pan",
				0
			],
			"obj-543": [
				"deck 2 side",
				"side",
				0
			],
			"inherited_shortname": 1
		}
	}
}
