"""OSC packets to messages and back, as Open Sound Control 1.0 has them.

python-osc reads the arguments and writes the packets. What it lets through is checked here first: it drops
unknown type tags without their payload, reads absent floats as 0, takes negative sizes, and recurses into bundles.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message import ParseError as MessageError
from pythonosc.osc_message_builder import OscMessageBuilder
from pythonosc.parsing.osc_types import ParseError as TypeTagError

from bridge.dispatch import Message

MAX_DEPTH = 16  # bundles in bundles
MAX_ARGUMENTS = 64
NTP_TO_UNIX = 2_208_988_800  # seconds from 1900 to 1970

_BUNDLE = b"#bundle\0"
_SIZES = {**dict.fromkeys(b"ifrm", 4), **dict.fromkeys(b"hdt", 8), **dict.fromkeys(b"TFN[]", 0)}
_KNOWN = frozenset(_SIZES) | frozenset(b"sSb")


class PacketError(ValueError):
    """A packet that is not OSC, or more of it than is taken; `address` is that of its message, if it got that far."""

    def __init__(self, text: str, address: str = "/osc") -> None:
        super().__init__(text)
        self.address = address


class Bundle(NamedTuple):
    """Messages that take effect together at `due`, in seconds since 1970."""

    due: float
    messages: list[Message]


def decode(packet: bytes, now: float) -> list[Bundle]:
    """The packet's messages by the time they are due, earliest first; what was due before is due `now`.

    Raises PacketError for any flaw in the packet.
    """
    if not packet:
        raise PacketError("the packet is empty")
    if len(packet) % 4:
        raise PacketError(f"{len(packet)} bytes are not a multiple of 4: not OSC, or cut off")
    bundles: dict[float, Bundle] = {}
    for due, message in _messages(packet, now, 0):
        bundles.setdefault(due, Bundle(due, [])).messages.append(message)
    return sorted(bundles.values(), key=lambda bundle: bundle.due)


def encode(address: str, *values: object) -> bytes:
    """A message; truth values go as 0 and 1, which every peer understands."""
    builder = OscMessageBuilder(address)
    for value in values:
        builder.add_arg(int(value) if isinstance(value, bool) else value)
    packet: bytes = builder.build().dgram
    return packet


def _messages(packet: bytes, due: float, depth: int) -> Iterator[tuple[float, Message]]:
    if not packet.startswith(_BUNDLE):
        yield due, _message(packet)
        return
    if depth == MAX_DEPTH:
        raise PacketError(f"bundles are nested more than {MAX_DEPTH} deep")
    if len(packet) < 16:
        raise PacketError("the bundle is cut off")
    seconds = struct.unpack_from(">Q", packet, 8)[0] / 2**32
    for element in _elements(packet):
        yield from _messages(element, max(due, seconds - NTP_TO_UNIX), depth + 1)


def _elements(bundle: bytes) -> Iterator[bytes]:
    place = 16
    while place < len(bundle):
        size = struct.unpack_from(">i", bundle, place)[0]
        place += 4
        if size <= 0 or size % 4 or place + size > len(bundle):
            raise PacketError("the bundle is cut off, or the size of an element wrong")
        yield bundle[place : place + size]
        place += size


def _message(packet: bytes) -> Message:
    if not packet.startswith(b"/"):
        raise PacketError("neither a message, which starts with /, nor a bundle")
    start = _end_of_text(packet, 0)
    address = _text(packet, "the address")
    try:
        if start < len(packet):
            packet = _checked(packet, start)
        return Message(address, tuple(OscMessage(packet)))
    except UnicodeDecodeError:
        raise PacketError("a text is not UTF-8", address) from None
    except (MessageError, TypeTagError, ValueError, OverflowError) as error:
        raise PacketError(str(error), address) from None


def _text(packet: bytes, what: str) -> str:
    try:
        return packet[: packet.index(0)].decode()
    except UnicodeDecodeError:
        raise PacketError(f"{what} is not UTF-8 text") from None


def _checked(packet: bytes, start: int) -> bytes:
    """The packet with S, which python-osc does not know, as s, once its type tags agree with its length."""
    after = _end_of_text(packet, start)
    tags = packet[start : packet.index(0, start)]
    if not tags.startswith(b","):
        raise PacketError("no type tags after the address")
    if len(tags) > MAX_ARGUMENTS + 1:
        raise PacketError(f"more than {MAX_ARGUMENTS} arguments")
    if strange := sorted(set(tags[1:]) - _KNOWN):
        raise PacketError(f"unknown type tag {chr(strange[0])!a}")
    place = after
    for tag in tags[1:]:
        place = _end_of_argument(packet, place, tag)
    if place != len(packet):
        raise PacketError("the arguments are longer or shorter than the type tags say")
    return packet[:start] + tags.replace(b"S", b"s") + packet[start + len(tags) :]


def _end_of_argument(packet: bytes, place: int, tag: int) -> int:
    if tag in b"sS":
        return _end_of_text(packet, place)
    if tag != ord("b"):
        return place + _SIZES[tag]
    if place + 4 > len(packet) or (size := struct.unpack_from(">i", packet, place)[0]) < 0:
        raise PacketError("a blob is cut off")
    return int(place + 4 + size + -size % 4)


def _end_of_text(packet: bytes, start: int) -> int:
    end = packet.find(0, start)
    if end < 0:
        raise PacketError("a text is cut off")
    return (end | 3) + 1
