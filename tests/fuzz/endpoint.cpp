// Endpoints, addresses and networks out of any text: what is understood, said again, is understood the same.
#include "system/address.h"

#include "fuzz/fuzz.h"

static void check_address(Text host, uint16_t port)
{
    Address address, again;
    if (!parse_address(address, host, port)) return;
    AddressText      text(address);
    Result<Endpoint> endpoint = parse_endpoint(text, uint16_t(port + 1));
    must(!endpoint.error && endpoint.value.port == port && address.port() == port);
    must(parse_address(again, endpoint.value.host, port));
    must(again.ip() == address.ip() && again.is_loopback() == address.is_loopback());
    must(Text(AddressText(again)) == Text(text));
}

static void check_network(Text text)
{
    Result<Network> network = parse_network(text);
    if (network.error) return must(network.error.exit() == Exit::usage);
    must(network.value.bits <= 8 * network.value.address.ip().size);
    must(network.value.holds(network.value.address));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Text             text     = text_of({data, size});
    Result<Endpoint> endpoint = parse_endpoint(text, 8889);
    Text             host     = endpoint.value.host;
    if (endpoint.error) must(endpoint.error.exit() == Exit::usage);
    else {
        must(host.empty() || (host.data >= text.data && host.end() <= text.end()));
        check_address(host, endpoint.value.port);
    }
    check_network(text);
    return 0;
}
