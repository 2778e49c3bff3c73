//! The network that a client calls from: all addresses that one person can use.

use std::net::{IpAddr, Ipv6Addr};

/// Returns an IPv4 address unchanged, and the first 64 bits of an IPv6 address: a person with one of these addresses
/// can use all of them.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn ipv6_addresses_are_grouped_by_network() {
        let of = |address: &str| network(address.parse().expect("an address")).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("2001:db8:1:3::6"), "2001:db8:1:3::");
        assert_eq!(of("198.51.100.7"), "198.51.100.7");
        assert_eq!(of("::ffff:198.51.100.7"), "198.51.100.7", "an address of IPv4 in one of IPv6");
    }
}
