//! The source of tokens and generated references: real chance, or a seed.

/// `None` is real chance. With a seed the same order of draws gives the same bytes.
pub(crate) struct Chance(Option<u64>);

impl Chance {
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self(seed)
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        match &mut self.0 {
            None => rand::fill(&mut bytes),
            Some(state) => {
                for chunk in bytes.chunks_mut(8) {
                    let drawn = split_mix(state).to_le_bytes();
                    chunk.copy_from_slice(&drawn[..chunk.len()]);
                }
            }
        }
        bytes
    }
}

/// SplitMix64: not secret, and never meant to be.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
