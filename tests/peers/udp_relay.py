"""Somebody on the way between udpchat and its server, both on this machine, and what networks do to datagrams.

    udp_relay.py PORT [lost N] [twice N] [late N]

lost, twice and late are percentages, each way; what is late comes behind the next one. Listens on a free port
("udp_relay: listening on 127.0.0.1:PORT") and passes on to PORT, each sender by a port of its own. After
SIGUSR1 these are other ones, as behind a NAT that has forgotten; after SIGUSR2 nothing passes, until it comes
again. Prints a line for each datagram that comes: "up" or "down", and how many bytes.
"""
import random, select, signal, socket, sys

rates = {"lost": 0, "twice": 0, "late": 0}
rates.update(zip(sys.argv[2::2], map(int, sys.argv[3::2])))
silent = False


def loopback():
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    return made


class Way:
    """One direction of one sender's datagrams."""

    def __init__(self):
        self.held = None

    def take(self, datagram):
        held, self.held = self.held, None
        if random.randrange(100) < rates["lost"] or silent:
            gone = []
        elif held is None and random.randrange(100) < rates["late"]:
            self.held, gone = datagram, []
        else:
            gone = [datagram] * (2 if random.randrange(100) < rates["twice"] else 1)
        return gone + ([held] if held else [])


class Sender:
    def __init__(self):
        self.socket, self.up, self.down = loopback(), Way(), Way()


def forget(*_):
    for sender in senders.values():
        sender.socket = loopback()


def fall_silent(*_):
    global silent
    silent = not silent


server, front, senders = ("127.0.0.1", int(sys.argv[1])), loopback(), {}
signal.signal(signal.SIGUSR1, forget)
signal.signal(signal.SIGUSR2, fall_silent)
print("udp_relay: listening on 127.0.0.1:%d" % front.getsockname()[1], file=sys.stderr, flush=True)

while True:
    by_socket = {sender.socket: address for address, sender in senders.items()}
    for ready in select.select([front, *by_socket], [], [], 0.05)[0]:
        try:
            datagram, address = ready.recvfrom(65535)
        except OSError:
            continue  # nobody listens
        up = ready is front
        print("up" if up else "down", len(datagram), flush=True)
        address = address if up else by_socket[ready]
        sender = senders.setdefault(address, Sender()) if up else senders[address]
        for each in (sender.up if up else sender.down).take(datagram):
            if up:
                sender.socket.sendto(each, server)
            else:
                front.sendto(each, address)
