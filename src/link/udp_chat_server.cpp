#include "link/udp_chat_server.h"

#include "words/carve.h"

static constexpr size_t kRing    = 64 << 10;
static constexpr size_t kBacklog = 64 << 10, kLines = 1024;
static constexpr size_t kAtOnce  = 64;        // datagrams heard in a turn
static constexpr size_t kHeard   = 2048;      // bytes of one: what is longer is none of ours

// In the machine's memory it stands at any address.
static Path path_of(Bytes address)
{
    Path path;
    memcpy(&path, address.data, sizeof path);
    return path;
}

static bool same_host(Bytes a, Bytes b) { return path_of(a).peer.ip() == path_of(b).peer.ip(); }

UdpChatServer::UdpChatServer(const UdpChatRules &rules) : rules_(rules), envelope_(rules.key, {rules.sender, kSender})
{
    static_assert(sizeof(Path) <= kLongestAddress);
}

Error UdpChatServer::open(Span<const Address> addresses)
{
    size_t most  = rules_.max_clients;
    memory_      = most * (sizeof(UdpMember) + sizeof(Member) + sizeof(uint16_t)) + sizeof(Member) + kRing + kBacklog +
              kLines * sizeof(Backlog::Entry) + sizeof(Ring) + sizeof(Room) + sizeof(Backlog) + sizeof(UdpServer) +
              sizeof(UdpHall) + 64;
    Space memory = TRY(reserve(memory_));
    ring_        = new (carve<Ring>(memory)) Ring({carve<uint8_t>(memory, kRing), kRing});
    Span<Member> places(carve<Member>(memory, most + 1), most + 1);
    room_ = new (carve<Room>(memory)) Room(*ring_, places, {rules_.epoch, rules_.history, rules_.bucket, kLongestSaid, true});

    Span<UdpMember>      members(carve<UdpMember>(memory, most), most);
    Span<Backlog::Entry> entries(carve<Backlog::Entry>(memory, kLines), kLines);
    backlog_ = new (carve<Backlog>(memory)) Backlog({carve<uint8_t>(memory, kBacklog), kBacklog}, entries);
    UdpServerRules rules = {rules_.secret, rules_.epoch, rules_.history, rules_.per_address, !rules_.key, rules_.unasked,
                            same_host, without_clock};
    server_ = new (carve<UdpServer>(memory)) UdpServer(rules, members, *backlog_);
    hall_   = new (carve<UdpHall>(memory)) UdpHall(*server_, *room_, *ring_, {carve<uint16_t>(memory, most), most});
    return door_.open(addresses);
}

void UdpChatServer::prepare(Watch &watch, Deadline &until)
{
    until = until.or_sooner(hall_->due());
    door_.watch(watch, until);
}

void UdpChatServer::hear(size_t door, const Instant &at)
{
    uint8_t memory[kHeard];
    Bytes   datagram;
    Path    path;
    for (size_t i = 0; i < kAtOnce && receive_datagram(door_.socket(door), memory, datagram, path); i++) {
        path.socket = uint32_t(door);
        if (!is_allowed(rules_.allowed, path.peer)) continue;
        Bytes opened = envelope_.open(Space(memory).first(datagram.size));
        if (envelope_.is_sealed() && opened.empty()) continue;
        hall_->heard({reinterpret_cast<const uint8_t *>(&path), sizeof path}, opened, at);
        speak(at);
    }
}

void UdpChatServer::speak(const Instant &at)
{
    uint8_t memory[kLongestDatagram];
    for (Bytes to, datagram; hall_->next(to, datagram, at);) {
        Path path = path_of(to);
        send_datagram(door_.socket(path.socket), path, envelope_.close(datagram, memory));
    }
}

void UdpChatServer::turn(const Watch &watch, const Instant &at)
{
    for (size_t i = 0; i < addresses().size; i++)
        if (door_.ready(watch, i)) hear(i, at);
    speak(at);
}

void UdpChatServer::close(const Instant &at)
{
    hall_->close(at);
    speak(at);
}
