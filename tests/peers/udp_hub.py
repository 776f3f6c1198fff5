"""A network: passes what comes from each of its interfaces to all the others, as a hub does, and does to
datagrams what radio does. Ethernet between them is whole, so that nobody has to look for his neighbour.

    udp_hub.py SEEN [lost N] [twice N] [late N] INTERFACE...

lost, twice and late are percentages for each receiver; what is late comes behind the next one. Prints
"udp_hub: listening on all" when it is there. SEEN.packets gets a line for each datagram: how many routers it may
pass, whether it is a fragment, and the bytes of its payload; SEEN.bytes has all payloads.
"""
import random, select, socket, struct, sys

SOL_PACKET, PACKET_VNET_HDR, OUTGOING, ALL = 263, 15, 4, 3
seen = sys.argv.pop(1)
rates = {"lost": 0, "twice": 0, "late": 0}
while sys.argv[1] in rates:
    kind = sys.argv.pop(1)
    rates[kind] = int(sys.argv.pop(1))
packets, payloads = open(seen + ".packets", "w"), open(seen + ".bytes", "wb")


def connect(interface):
    made = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    # Checksums that are left to the hardware stay so.
    made.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    made.bind((interface, ALL))
    return made


def note(frame):
    """True for a datagram, of which it keeps what a test wants to know."""
    kind, packet = frame[12:14], frame[14:]
    if kind == b"\x08\x00" and packet[9] == 17:
        hops, fragment, behind = packet[8], packet[6] & 0x3f or packet[7], packet[(packet[0] & 15) * 4:]
    elif kind == b"\x86\xdd" and packet[6] in (17, 44):
        hops, fragment, behind = packet[7], packet[6] == 44, packet[40:]
    else:
        return False
    size = struct.unpack("!H", behind[4:6])[0] - 8
    print("hops", hops, "fragment" if fragment else "whole", size, file=packets, flush=True)
    payloads.write(behind[8:])
    payloads.flush()
    return True


class Port:
    def __init__(self, interface):
        self.socket, self.held = connect(interface), None

    def send(self, frame):
        try:
            self.socket.send(frame)
        except OSError:
            pass  # it is down

    def pass_on(self, frame, is_datagram):
        held, self.held = self.held, None
        if not is_datagram:
            self.send(frame)
        elif random.randrange(100) < rates["lost"]:
            pass
        elif held is None and random.randrange(100) < rates["late"]:
            self.held = frame
        else:
            self.send(frame)
            if random.randrange(100) < rates["twice"]:
                self.send(frame)
        if held:
            self.send(held)


ports = [Port(interface) for interface in sys.argv[1:]]
print("udp_hub: listening on all", file=sys.stderr, flush=True)
while True:
    ready = select.select([port.socket for port in ports], [], [])[0]
    for port in ports:
        if port.socket not in ready:
            continue
        try:
            frame, source = port.socket.recvfrom(65535)
        except OSError:
            continue
        if source[2] == OUTGOING:
            continue
        is_datagram = note(frame[10:])
        for other in ports:
            if other is not port:
                other.pass_on(frame, is_datagram)
