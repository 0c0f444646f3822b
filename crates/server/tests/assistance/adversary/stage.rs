//! How far the applicant has let hana in when she tries something.

use Stage::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// She has taken the request up and was not answered.
    Asked,
    Look,
    Suggest,
    Fill,
    /// She has `fill`, and has brought in as much as she may.
    Spent,
    /// She has `fill`, and the answers were begun anew while she had them open.
    Anew,
    /// She had `fill`, and it is over.
    Ended,
    /// She had `fill`, handed over, and the colleague has it now.
    HandedOver,
    /// A colleague of hers, while she has `fill`.
    Colleague,
    /// It never was hers: another station's assistant.
    Stranger,
    /// The same, where a time is booked at the station.
    Booked,
    /// Her station acts by a mandate that lets it fill in and not submit.
    Entrusted,
    /// It might submit, and the mandate was revoked while she worked.
    Revoked,
    /// Her station acts by a mandate of who has left the firm.
    Left,
    /// Another station's assistant, where hers has the mandate.
    OtherStation,
}

impl Stage {
    /// Whether who tries it is, or was, in the filing.
    pub fn was_in(self) -> bool {
        !matches!(self, Asked | Colleague | Stranger | Booked | OtherStation)
    }
}
