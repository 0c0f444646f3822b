//! The files, by item id.

macro_rules! files {
    ($folder:literal: $($item:literal),+ $(,)?) => {
        &[$((
            $item,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $folder, "/", $item, ".json")),
        )),+]
    };
}

/// The forms.
pub(super) const FORMS: &[(&str, &str)] = files!("forms":
    "special-working-hours.new",
    "special-working-hours.renewal",
    "food-business-licence.new",
    "medical-institution.renewal",
    "labour-dispatch.new",
);

/// Answers to the forms that are complete and right, and of nobody.
pub(super) const SAMPLES: &[(&str, &str)] = files!("forms/samples":
    "special-working-hours.new",
    "special-working-hours.renewal",
    "food-business-licence.new",
    "medical-institution.renewal",
    "labour-dispatch.new",
);

/// The written guides.
pub(super) const GUIDES: &[(&str, &str)] = files!("guides":
    "special-working-hours.new",
    "special-working-hours.renewal",
    "food-business-licence.new",
    "food-business-licence.change",
    "food-business-licence.renewal",
    "medical-institution.new",
    "medical-institution.renewal",
    "labour-dispatch.new",
    "labour-dispatch.change",
    "labour-dispatch.renewal",
    "hr-service.new",
    "residence-permit.renewal",
    "social-security-card.replacement",
    "public-place-hygiene.new",
    "hazardous-chemicals-business.new",
    "construction-permit.new",
    "publication-retail.new",
    "road-freight.new",
    "employment-unit-registration.new",
    "pension-retirement.new",
);
