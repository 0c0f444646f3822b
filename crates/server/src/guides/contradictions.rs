//! Whether a guide agrees with itself and with the catalogue about time (办理时限). Pure.

use bangban_contract::guide::GuideBody;

/// What a guide says twice and not alike, each in words for whoever writes guides.
///
/// The promised time runs from acceptance to decision. What is done in it must fit into it, and
/// a special procedure (特殊环节) that is a step too must be the same in both places.
pub fn contradictions(body: &GuideBody, promised_days: u16) -> Vec<String> {
    let mut found = Vec::new();
    let counted = body.steps.iter().filter(|step| step.counted);
    let sum: u16 = counted.filter_map(|step| step.days).sum();
    if sum > promised_days {
        found.push(format!("/steps take {sum} working days of {promised_days} promised"));
    }
    for (at, special) in body.special.iter().enumerate() {
        if special.counted && special.days > promised_days {
            found.push(format!(
                "/special/{at} takes {} working days of {promised_days} promised",
                special.days
            ));
        }
        for (step_at, step) in body.steps.iter().enumerate() {
            if step.name != special.name {
                continue;
            }
            if step.counted != special.counted {
                found.push(format!("/special/{at} and /steps/{step_at} differ in what counts"));
            }
            if step.days != Some(special.days) {
                found.push(format!("/special/{at} and /steps/{step_at} differ in days"));
            }
        }
    }
    found
}
