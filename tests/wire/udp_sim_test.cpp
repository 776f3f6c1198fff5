// Thousands of small rooms with a server, each grown from a number: up to six members behind a network that
// loses half of everything, doubles it and turns its order round, is cut for some of them for up to 100 s, and
// gives them other addresses; and somebody who sees all, sends it again from wherever he likes, and makes up
// more. Whatever happens, what was said comes through once and in order, or is told to be lost.
#include "udp_people.h"

#include "check.h"

namespace {
constexpr int64_t  kTalking = 120000, kHealed = 130000, kEnd = 400000;

uint8_t        ring[4096];
Backlog::Entry entries[64];
LossyNetwork   network;

class Run {
public:
    explicit Run(uint32_t seed)
        : chance(seed), lines(ring, entries), rules(rules_of(chance, secret)), server(rules, members, lines)
    {
        loss      = chance.below(6) * 10;
        keyed     = !chance.below(4);
        cuts      = !chance.below(2);
        hostile   = !chance.below(2);
        rebinding = !chance.below(2);
        count     = 1 + chance.below(kClients);
        network.begin(&chance, loss, 1 + chance.below(150));
        for (UdpPerson &client : clients) client.plan(chance, cuts, kTalking, kHealed);
    }

    void run(Text name)
    {
        name_ = name;
        while (now < kEnd) {
            step();
            if (now >= kHealed && !healed_) {
                healed_ = true;
                network.heal();
            }
            if (now < kEnd - 60000) quiet_ = network.sent;
        }
        quiet_ = network.sent - quiet_;
        check_end();
    }

private:
    // Everything that is sent passes here: sealed, recorded and posted.
    void post(uint32_t from, uint32_t to, Bytes parcel)
    {
        uint8_t memory[kLongestDatagram];
        size_t  size = parcel.size;
        copy(memory, parcel);
        if (keyed) size = (from == kServer ? server_sealer : client_sealer).seal(memory, size);
        Bytes      sent = Bytes(memory).first(size);
        UdpPerson *end  = person_at(clients, from == kServer ? to : from);
        // He does not hear what is said to the victim: then it would be his address.
        if (to != kVictim) records_.keep(from, to, sent);
        if (!end || !end->is_cut(now)) network.post(from, to, sent, now);
    }
    void step()
    {
        int64_t next = smaller(network.next(), server.due().at.count);
        for (uint32_t i = 0; i < count; i++) {
            UdpPerson &client = clients[i];
            next = smaller(next, client.machine.due().at.count);
            if (!client.in && !client.left) next = smaller(next, larger(client.starts, now));
            if (client.in && !client.leaving && client.talks < kTalking) next = smaller(next, client.talks);
            if (client.in) next = smaller(next, client.leaves);
        }
        if (hostile) next = smaller(next, attack_at_);
        now = larger(now, smaller(next, kEnd));
        if (now >= kEnd) return;
        if (network.next() <= now) arrive(network.take());
        for (uint32_t i = 0; i < count; i++) live(clients[i], i);
        drain_server();
        if (hostile && attack_at_ <= now) attack();
    }
    void arrive(const Flight &flight)
    {
        uint8_t memory[kLongestDatagram];
        Space   datagram = Space(memory).first(flight.size);
        copy(datagram, flight.bytes());
        Bytes parcel = keyed ? opener.open(datagram) : Bytes(datagram);
        if (flight.to == kServer) return hear(flight.from, parcel, flight.size);
        UdpPerson *client = person_at(clients, flight.to);
        if (!client) return;
        client->machine.heard(parcel, {now});
        drain(*client);
    }

    void hear(uint32_t from, Bytes parcel, size_t size)
    {
        accounts_.of(from).paid += size;
        if (keyed && parcel.empty()) return;
        UdpServer::Event event = server.heard(UdpPlace(from).bytes, parcel, {now});
        tell(event);
        drain_server();
    }
    void tell(const UdpServer::Event &event)
    {
        using Kind = UdpServer::Event::Kind;
        if (event.kind == Kind::none) return;
        if (event.kind == Kind::joined) {
            UdpPerson &client = clients[digits_of(event.text, 0, 3)];
            // Who leaves before he is welcome cannot say so to anybody.
            CHECK(name_, (client.in || !client.welcome) && client.serial_count < 16);
            if (!client.welcome) client.first = lines.newest() + 1;
            client.serials[client.serial_count++ % 16] = event.serial;
            return;
        }
        UdpPerson *client = person_with(clients, event.serial);
        CHECK(name_, client);
        if (!client) return;
        if (event.kind == Kind::left) CHECK(name_, client->leaving);
        if (event.kind != Kind::said) return;
        uint32_t number = digits_of(event.text, 3, 6);
        CHECK(name_, client == &clients[digits_of(event.text, 0, 3)]);
        CHECK(name_, number > client->heard_last);
        if (chance.percent(10)) return;
        client->heard_last    = number;
        client->taken[number] = true;
        server.accept(event);
        deliver(event, *client);
    }
    void deliver(const UdpServer::Event &said, const UdpPerson &author)
    {
        Audience audience = {Audience::Kind::all_but, said.serial};
        if (chance.percent(10)) audience = {Audience::Kind::all, 0};
        if (chance.percent(10)) audience = {Audience::Kind::only, 1 + chance.below(said.serial)};
        UdpWords words(0, line_count_, chance.below(200));
        while (!server.deliver(audience, words.text())) drain_server();
        lines_[line_count_++ % kLines] = {audience, lines.newest(), uint8_t(&author - clients)};
    }
    void drain_server()
    {
        for (;;) {
            UdpServer::Action action = server.next({now});
            if (action.kind == UdpServer::Action::Kind::wait) return;
            if (action.kind == UdpServer::Action::Kind::lost) {
                CHECK(name_, person_with(clients, action.serial));
                continue;
            }
            uint32_t to    = number_of(action.to);
            UdpAccount &owed = accounts_.of(to);
            Parcel      parcel;
            owed.sent += action.bytes.size + (keyed ? kSealedOverhead : 0);
            owed.proven |= read_parcel(parcel, action.bytes) && parcel.type == ParcelType::welcome;
            CHECK(name_, owed.proven || owed.sent <= 3 * owed.paid);
            CHECK(name_, to != kVictim || !owed.proven);
            post(kServer, to, action.bytes);
        }
    }

    void live(UdpPerson &client, uint32_t index)
    {
        if (!client.in && !client.left && client.starts <= now) {
            client.in = true;
            client.machine.join(chance.wide(), {now});
        }
        if (client.in && !client.leaving && client.talks <= now && client.talks < kTalking) {
            UdpWords words(index, client.said + 1, chance.below(300));
            if (client.said < 199 && client.machine.say(words.text())) client.said++;
            client.talks = now + (chance.percent(30) ? 10 : chance.below(10000));
            if (rebinding && chance.percent(20)) client.address++;
        }
        if (client.in && !client.leaving && client.leaves <= now) {
            client.leaving = true;
            client.leaves  = INT64_MAX;
            client.machine.leave({now});
        }
        drain(client);
    }
    void drain(UdpPerson &client)
    {
        using Kind = UdpClient::Action::Kind;
        for (;;) {
            UdpClient::Action action = client.machine.next({now});
            switch (action.kind) {
            case Kind::wait: return;
            case Kind::send: post(client.address, kServer, action.bytes); break;
            case Kind::line: show(client, text_of(action.bytes)); break;
            case Kind::lost:
                for (uint32_t i = 0; i < line_count_; i++)
                    if (action.range.holds(lines_[i].number)) {
                        CHECK(name_, !client.shown[i]);
                        client.lost[i] = true;
                    }
                break;
            case Kind::undelivered: client.undelivered[digits_of(text_of(action.bytes), 3, 6)] = true; break;
            case Kind::refused: CHECK("nobody is refused", false); break;
            case Kind::joined: client.welcome = true; break;
            case Kind::gone:
                client.gone++;
                client.machine.join(chance.wide(), {now});
                break;
            case Kind::left:
                client.in   = false;
                client.left = true;
                break;
            }
        }
    }
    void show(UdpPerson &client, Text text)
    {
        uint32_t index = digits_of(text, 3, 6);
        CHECK(name_, index < line_count_ && index + 1 > client.shown_last);
        CHECK(name_, !client.shown[index] && !client.lost[index]);
        const Audience &audience = lines_[index].audience;
        bool ours = audience.kind == Audience::Kind::only ? client.had(audience.serial) : true;
        // His own lines come to him only when he has come back as somebody else.
        if (audience.kind == Audience::Kind::all_but && client.serial_count == 1) ours = !client.had(audience.serial);
        CHECK(name_, ours);
        client.shown[index] = true;
        client.shown_last   = index + 1;
    }

    // Sends again what was recorded, where it was meant to go or elsewhere; or what nobody has sent.
    void attack()
    {
        attack_at_   = now < kHealed ? now + 1 + chance.below(300) : INT64_MAX;
        Flight again = records_.any(chance);
        if (!again.size) return;
        if (chance.percent(50)) again.from = kVictim;
        if (chance.percent(10)) again.to = clients[chance.below(count)].address;
        // Who sees tokens could say anything in a room without a key: there he only makes them up.
        size_t changed = keyed ? chance.below(again.size) : kParcelHead + chance.below(8);
        bool   changes = chance.percent(30) && (keyed || again.to == kServer);
        if (changes) again.memory[changed] ^= uint8_t(1 << chance.below(8));
        if (keyed && chance.percent(10)) again.size = uint16_t(chance.below(again.size));
        if (again.size) network.post(again.from, again.to, again.bytes(), now);
    }

    void check_end()
    {
        unsigned present = 0;
        for (uint32_t i = 0; i < count; i++) {
            UdpPerson &client = clients[i];
            present += !client.left;
            for (uint32_t said = 1; !client.left && said <= client.said; said++)
                CHECK(name_, client.taken[said] || client.undelivered[said]);
            if (!client.left) CHECK(name_, client.serial_count && client.machine.idle());
            if (!cuts && loss <= 20 && !hostile) CHECK(name_, !client.gone && client.serial_count <= 1);
            for (uint32_t line = 0; !client.left && line < line_count_; line++) check_line(client, line);
        }
        CHECK(name_, server.size() == present);
        // A PING and an ALIVE of each, three times.
        CHECK(name_, quiet_ <= present * 8);
    }
    void check_line(const UdpPerson &client, uint32_t index)
    {
        const UdpLine &line = lines_[index];
        if (line.number < client.first || client.shown[index] || client.lost[index]) return;
        uint32_t newest = client.serials[client.serial_count - 1], serial = line.audience.serial;
        if (line.audience.kind == Audience::Kind::all_but) CHECK(name_, client.had(serial));
        else CHECK(name_, line.audience.kind == Audience::Kind::only && serial != newest);
        // One that was for him alone, when he was somebody else, may be gone with him.
        if (line.audience.kind == Audience::Kind::only && client.serial_count == 1) CHECK(name_, !client.had(serial));
    }

public:
    Luck         chance;
    Key            secret, shared;
    UdpMember         members[kClients + 4];
    Backlog        lines;
    UdpServerRules rules;
    UdpServer      server;
    ParcelSealer   server_sealer{shared, bytes_of("the server itself")};
    ParcelSealer   client_sealer{shared, bytes_of("one of its members")};
    ParcelOpener   opener{shared};
    UdpPerson   clients[kClients] = {{0, "000"}, {1, "001"}, {2, "002"}, {3, "003"}, {4, "004"}, {5, "005"}};
    uint32_t loss = 0, count = 0;
    bool     keyed = false, cuts = false, hostile = false, rebinding = false;
    int64_t  now = 0;

private:
    Text     name_;
    bool     healed_    = false;
    int64_t  attack_at_ = 1;
    unsigned quiet_     = 0;
    uint32_t line_count_ = 0;
    UdpLine lines_[kLines];
    Recorder records_;
    UdpAccounts accounts_;
};
}

TEST("udp sim: worlds by the thousand")
{
    for (uint32_t seed = 1; seed <= worlds(2000); seed++) {
        Line line;
        line.say("seed ", seed);
        Run run(seed);
        run.run(line.text());
    }
}
