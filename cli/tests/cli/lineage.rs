//! Works that were made from others.

use provenue_client::{
    AssetDetails, Disclosure, Draft, EmbeddedLedger, Ledger, address,
    instructions::{
        registry::{open_vault, register_asset},
        vault::ShareName,
    },
    state::VaultOptions,
};
use provenue_media::{ChunkSize, fingerprint_file};
use serde_json::json;
use solana_keypair::{Signer, read_keypair_file};

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

/// A work of the fan, whose vault is not sealed. `mint` seals in one go, so it is made by parts.
fn unsealed(studio: &Studio, name: &str) -> String {
    let content = studio.write(name, name);
    let ledger = EmbeddedLedger::open(studio.path(".local/share/provenue")).unwrap();
    let fan = read_keypair_file(studio.path("fan.json")).unwrap();
    let fingerprint = fingerprint_file(&content, ChunkSize::default(), |_| {}).unwrap();
    let details = AssetDetails {
        content_id: fingerprint.content_id.0,
        byte_length: fingerprint.byte_length,
        chunk_size_log2: fingerprint.chunk_size.log2(),
        media_type: "text/plain".to_owned(),
        disclosure: Disclosure::Human.code(),
        ..AssetDetails::default()
    };
    let asset = address::asset(&details.content_id, 0);
    let key = fan.pubkey();
    let share = ShareName {
        name: "Remix".to_owned(),
        symbol: "RMX".to_owned(),
        uri: String::new(),
    };
    let instructions = vec![
        register_asset(&key, &key, 0, &details),
        open_vault(&key, &key, &asset, &share, VaultOptions::default()),
    ];
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let draft = Draft::new(&fan, instructions);
    runtime.unwrap().block_on(ledger.send(&draft)).unwrap();
    asset.to_string()
}

#[test]
fn two_owners_agree_on_a_link_and_its_price() {
    let studio = Studio::open();
    let remix = unsealed(&studio, "remix.txt");
    let link = "asset link remix.txt photo.bin --derivative-share 12.5 --derivative-absolute 1 -k fan.json";
    // Without the other's signature, or with that of somebody else, there is no agreement.
    let error = studio.refused(link);
    assert!(error.contains("who must sign"), "{error}");
    let error = studio.refused(&format!("{link} --licensor ben.json"));
    assert!(error.contains("who must sign"), "{error}");
    let artist = ".local/share/provenue/keypair.json";
    let linked = studio.json(&format!("{link} --licensor {artist} --relation parentOf"));
    assert_eq!(
        (
            &linked["asset"],
            &linked["parent"],
            &linked["relative_bps"],
            &linked["absolute_bps"]
        ),
        (
            &json!(remix),
            &json!(studio.asset),
            &json!(1_250),
            &json!(100)
        )
    );
    let tree = studio.json("asset tree remix.txt");
    let row = &tree["ancestors"][0];
    assert_eq!(
        (&row["relation"], &row["licensed"]),
        (&json!("parentOf"), &json!(false))
    );
    let again = studio.refused(&format!("{link} --licensor {artist}"));
    assert!(again.contains("already"), "{again}");
}

#[test]
fn a_mint_names_its_sources_by_file_and_says_how_they_are_part_of_it() {
    let studio = Studio::open();
    let terms = studio.offer("25", "--derivative-share 10");
    studio.stdout("license buy photo.bin -k fan.json");
    let license = studio.json("license show photo.bin --licensee fan.json");
    assert_eq!(license["license"]["derivatives"]["relative_bps"], 1_000);
    let shown = studio.stdout("license show photo.bin --licensee fan.json");
    assert!(
        shown.contains("derivatives") && shown.contains("10 % of all"),
        "{shown}"
    );
    assert!(
        studio
            .stdout("terms list photo.bin")
            .contains("10 % of all")
    );
    studio.write("model.bin", "a model");
    studio.stdout("mint model.bin --disclosure human --no-vault -k fan.json");
    studio.write("remix.bin", "a remix");
    let made = studio.json(&format!(
        "mint remix.bin --disclosure composite --currency {} -k fan.json \
         --from photo.bin={terms}:parentOf --from model.bin:inputTo",
        studio.dollar
    ));
    let tree = studio.json("asset tree remix.bin");
    let relations: Vec<_> = tree["ancestors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                text(&row["relation"]),
                row["relative_bps"].as_u64().unwrap(),
            )
        })
        .collect();
    assert!(
        relations.contains(&("parentOf".to_owned(), 1_000)),
        "{relations:?}"
    );
    assert!(
        relations.contains(&("inputTo".to_owned(), 0)),
        "{relations:?}"
    );

    // What it owes is drawn with what was paid of it, and what became of the other.
    studio.stdout(&format!(
        "vault deposit remix.bin 100 --currency {} -k fan.json",
        studio.dollar
    ));
    studio.stdout("asset revoke photo.bin --reason not-mine --yes");
    let tree = studio.json("asset tree remix.bin");
    let rows = tree["ancestors"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["relation"] == "parentOf")
        .unwrap();
    assert_eq!(
        (&row["parent_status"], &row["child_status"]),
        (&json!("revoked"), &json!("active"))
    );
    let moved = |name: &str| text(&row["dues"][0][name]["units"]).parse::<u64>().unwrap();
    assert_eq!(moved("paid") + moved("due"), 10_000_000);
    let shown = studio.stdout("asset tree remix.bin");
    assert!(shown.contains("revoked"), "{shown}");
    assert!(shown.contains("10 of"), "{shown}");
    assert!(
        studio
            .stdout("asset tree photo.bin")
            .contains(&text(&made["asset"]))
    );
}
