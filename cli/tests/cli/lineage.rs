//! Works that were made from others.

use serde_json::json;

use crate::studio::{Studio, text};

#[test]
fn a_work_made_from_a_licensed_one_owes_it_and_both_are_drawn() {
    let studio = Studio::open();
    let terms = studio.offer("25", "--derivative-share 10 --derivative-absolute 2.5");
    studio.stdout("license buy photo.bin -k fan.json");
    studio.write("remix.bin", "a remix");
    let source = format!("{}={terms}", studio.asset);
    let made = studio.json(&format!(
        "mint remix.bin --disclosure human --currency {} --from {source} -k fan.json",
        studio.dollar
    ));
    let remix = text(&made["asset"]);
    let tree = studio.json("asset tree remix.bin");
    assert_eq!(tree["ancestors"][0]["parent"], studio.asset);
    assert_eq!(tree["ancestors"][0]["relative_bps"], 1_000);
    assert_eq!(tree["ancestors"][0]["absolute_bps"], 250);
    assert_eq!(tree["ancestors"][0]["licensed"], true);
    assert_eq!(tree["descendants"], json!([]));
    let below = studio.json("asset tree photo.bin");
    assert_eq!(below["descendants"][0]["child"], remix);
    assert!(studio.stdout("asset tree photo.bin").contains(&remix));
    let again = studio.refused(&format!(
        "asset link remix.bin {} --terms {terms} -k fan.json",
        studio.asset
    ));
    assert!(again.contains("already"), "{again}");
}
