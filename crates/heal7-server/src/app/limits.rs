//! Rate limits: a caller has a number of calls per minute and rate class, in bursts of any size (the generic cell rate
//! algorithm). Anonymous callers count by their network.

use std::{collections::BTreeMap, net::IpAddr, num::NonZeroU32};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::DashMapStateStore,
};

use crate::config;

/// The rate class of signing in.
pub const AUTH: &str = "auth";
/// The rate class of messages on open connections.
pub const MESSAGES: &str = "messages";

/// The subject of a count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// A person, by the subject of their token.
    Person(String),
    /// A network; `None` if the address is unknown.
    Address(Option<IpAddr>),
}

type Limiter = RateLimiter<Counted, DashMapStateStore<Counted>, DefaultClock>;

/// The limits, by rate class.
pub struct Limits {
    classes: BTreeMap<&'static str, Limiter>,
    other: Option<Limiter>,
    clock: DefaultClock,
}

impl Limits {
    /// Creates the configured limits.
    pub fn new(config: &config::Limits) -> Self {
        let classes = [
            (AUTH, config.auth),
            ("calculate", config.calculate),
            ("ai", config.ai),
            ("payment", config.payment),
            ("share", config.share),
            ("upload", config.upload),
            ("webhook", config.webhook),
            (MESSAGES, config.messages),
        ];
        let classes = classes.into_iter().filter_map(|(class, limit)| Some((class, limiter(config, limit)?)));
        Self { classes: classes.collect(), other: limiter(config, config.other), clock: DefaultClock::default() }
    }

    /// Counts a call.
    ///
    /// # Errors
    /// When the limit is used up. The error is the number of seconds until a retry.
    pub fn count(&self, class: Option<&str>, counted: &Counted) -> Result<(), u32> {
        let limiter = class.and_then(|class| self.classes.get(class)).or(self.other.as_ref());
        let Some(limiter) = limiter else { return Ok(()) };
        limiter.check_key(counted).map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1)
        })
    }

    /// Forgets callers that have not called for a while.
    pub fn sweep(&self) {
        for limiter in self.classes.values().chain(&self.other) {
            limiter.retain_recent();
        }
    }
}

/// Creates the limiter of a class, or `None` if its calls are not limited, that is if the limit is 0.
fn limiter(config: &config::Limits, a_minute: u32) -> Option<Limiter> {
    let quota = NonZeroU32::new(a_minute).filter(|_| config.enabled).map(Quota::per_minute)?;
    Some(RateLimiter::dashmap(quota))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_and_caller_has_its_own_count() {
        let config = config::Limits { auth: 2, other: 3, share: 0, ..config::Limits::default() };
        let limits = Limits::new(&config);
        let anna = &Counted::Person("anna".into());
        assert_eq!([(); 2].map(|()| limits.count(Some("auth"), anna)), [Ok(()), Ok(())]);
        let wait = limits.count(Some("auth"), anna).expect_err("it is the third");
        assert!((1..=31).contains(&wait), "{wait}");
        assert_eq!(limits.count(Some("auth"), &Counted::Address(None)), Ok(()));
        assert_eq!([(); 3].map(|()| limits.count(None, anna)), [Ok(()), Ok(()), Ok(())]);
        assert!(limits.count(None, anna).is_err());
    }
}
