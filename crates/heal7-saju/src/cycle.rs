//! The macro that declares a cycle of the almanac: an enum whose variants have an index and a name in three scripts.

/// Declares an enum together with `ALL`, `index`, `from_index` and its names in Hangul, Hanja and Latin letters.
macro_rules! cycle {
    (
        $(#[$meta:meta])*
        $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $hangul:literal $hanja:literal $romanised:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$variant_meta])* $variant, )+ }

        impl $name {
            /// All variants, in their order.
            pub const ALL: [Self; [$( Self::$variant ),+].len()] = [$( Self::$variant ),+];

            /// The place in the order, from 0.
            pub const fn index(self) -> usize {
                self as usize
            }

            /// Returns the variant at an index. The order repeats: the first variant follows the last.
            pub const fn from_index(index: usize) -> Self {
                Self::ALL[index % Self::ALL.len()]
            }

            /// The name in Korean letters.
            pub const fn hangul(self) -> &'static str {
                match self { $( Self::$variant => $hangul, )+ }
            }

            /// The name in Chinese characters.
            pub const fn hanja(self) -> &'static str {
                match self { $( Self::$variant => $hanja, )+ }
            }

            /// The name in Latin letters, by the Revised Romanisation of Korean.
            pub const fn romanised(self) -> &'static str {
                match self { $( Self::$variant => $romanised, )+ }
            }
        }
    };
}

pub(crate) use cycle;
