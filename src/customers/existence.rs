/// The knowledge that a visit has of its customer: did ProAbono have it before?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existence {
    /// It was there already, and its name and language may be better than the application's.
    Existed,
    /// This very visit created it.
    Created,
    /// ProAbono did not say, or not in time.
    Unsure,
}

impl Existence {
    pub(super) fn of(created: bool) -> Self {
        if created { Self::Created } else { Self::Existed }
    }

    /// True when the details that the application gives of the customer replace nothing that is known to be there.
    pub(crate) fn takes_details(self) -> bool {
        self != Self::Existed
    }
}
