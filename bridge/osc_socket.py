"""The UDP socket of OSC: its port taken, and the network asked where peers are."""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import Any

Address = tuple[Any, ...]  # (host, port), and with IPv6 (host, port, flow, scope)

_UNKNOWN = (OSError, UnicodeError, OverflowError)  # what a host or port that there cannot be raises


class OscServerError(OSError):
    """The server cannot start, or a target cannot be found; the text says why and which option helps."""


async def listen(host: str, port: int) -> socket.socket:
    """Take the port, 0 for one that the system chooses; what comes in waits there for `OscServer`. Raises
    OscServerError."""
    refused: Exception = OSError(f"no address of {host} is to be had")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_DGRAM)
    except _UNKNOWN as error:
        raise OscServerError(_reason(host, port, error)) from error
    for family, _, _, _, address in sorted(found, key=lambda each: each[0] != socket.AF_INET):  # as most peers have
        try:
            return _bound(family, address)
        except OSError as error:
            refused = error
    raise OscServerError(_reason(host, port, refused)) from refused


def _bound(family: int, address: Address) -> socket.socket:
    """On every address of IPv6 it hears IPv4, too. Raises OSError."""
    listening = socket.socket(family, socket.SOCK_DGRAM)
    try:
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


async def find(host: str, port: int, listening: socket.socket) -> Address:
    """Where that socket sends to, to reach a target. Raises OscServerError."""
    both = listening.getsockname()[0] == "::"
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, family=listening.family, type=socket.SOCK_DGRAM, flags=socket.AI_V4MAPPED if both else 0
        )
    except _UNKNOWN as error:
        raise OscServerError(f"target {host}:{port}: {error}; see targets in [osc]") from error
    return found[0][4]


def _reason(host: str, port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"OSC: UDP port {port} is in use, maybe by another riffbridge; choose another with --osc-port"
    return f"OSC: cannot listen on {host}, UDP port {port}: {error}; see host and port in [osc]"
