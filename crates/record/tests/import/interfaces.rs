//! What each interface's file tells. The files are made by `fixtures/make.py`.

use provenue_record::{
    GenerationRecord, SealedRecord,
    import::{from_png_file, text_chunks},
};
use serde_json::{Value, json};

fn imported(name: &str) -> (Value, GenerationRecord) {
    let path = crate::fixture(name);
    let record = from_png_file(&path).unwrap();
    // Whatever is imported is a record by the schema, and can be sealed.
    let text = record.to_json().unwrap();
    assert_eq!(GenerationRecord::from_json(&text).unwrap(), record);
    SealedRecord::seal(record.clone()).unwrap();
    // The texts are kept word for word.
    let chunks = text_chunks(std::fs::File::open(path).unwrap()).unwrap();
    let source = record.source.clone().unwrap();
    assert_eq!(source.format, name);
    assert_eq!(source.texts.len(), chunks.len());
    for chunk in chunks {
        assert_eq!(source.texts[&chunk.keyword], chunk.text);
    }
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value.as_object_mut().unwrap().remove("source");
    (value, record)
}

#[test]
fn automatic1111() {
    let (value, _) = imported("automatic1111");
    assert_eq!(
        value,
        json!({
            "version": 1,
            "prompt": "a lighthouse at dusk, (stormy sea:1.2), <lora:ink:0.8>\nwide shot – oil on canvas",
            "negative_prompt": "fog, text\nwatermark",
            "seed": 965_400_086,
            "parameters": {
                "steps": 25,
                "sampler": "DPM++ 2M",
                "scheduler": "Karras",
                "cfg_scale": 6.5,
                "width": 512,
                "height": 768,
                "denoising_strength": 0.4,
                "clip_skip": 2,
                "Wildcard prompt": "one, two: \"three\"",
                "Civitai resources": "[{\"type\":\"checkpoint\",\"modelVersionId\":128713}]"
            },
            "models": [
                // All digits, and still a hash.
                { "name": "dreamy_v8", "role": "checkpoint", "hash": "6123456789" },
                { "name": "ink", "role": "lora", "hash": "aa1122bb33cc" },
                { "name": "glow", "role": "lora", "hash": "0099" },
                { "name": "easyneg", "role": "embedding", "hash": "c74b4e810b03" },
                { "name": "vae-ft-mse.ckpt", "role": "vae", "hash": "f921fb3f29" }
            ],
            "tool": { "name": "stable-diffusion-webui", "version": "v1.10.1" }
        })
    );
}

#[test]
fn comfyui() {
    let (value, _) = imported("comfyui");
    assert_eq!(
        value,
        json!({
            "version": 1,
            "prompt": "a lighthouse, “dusk”",
            "negative_prompt": "NaN, blurry",
            "seed": "18446744073709551615",
            "parameters": {
                "steps": 20,
                "cfg_scale": 8.0,
                "sampler": "euler",
                "scheduler": "normal",
                "denoising_strength": 1.0,
                "width": 1024,
                "height": 768
            },
            "models": [
                { "name": "sd_xl_base_1.0.safetensors", "role": "checkpoint" },
                { "name": "ink.safetensors", "role": "lora" },
                { "name": "depth.safetensors", "role": "controlnet" }
            ],
            "inputs": [{ "role": "image", "name": "sketch.png" }],
            "tool": { "name": "ComfyUI" }
        })
    );
}

#[test]
fn invokeai() {
    let (value, _) = imported("invokeai");
    assert_eq!(
        value,
        json!({
            "version": 1,
            "prompt": "a lighthouse",
            "seed": 3_735_928_559u64,
            "parameters": {
                "generation_mode": "sdxl_txt2img",
                "width": 1024,
                "height": 1024,
                "rand_device": "cpu",
                "cfg_scale": 5.5,
                "steps": 30,
                "scheduler": "dpmpp_2m_sde_k",
                "loras": [{
                    "model": { "key": "l", "hash": "blake3:01", "name": "ink", "base": "sdxl", "type": "lora" },
                    "weight": 0.75
                }]
            },
            "models": [
                { "name": "Juggernaut XL v9", "role": "checkpoint", "hash": "blake3:abcd" },
                { "name": "sdxl-vae-fp16-fix", "role": "vae", "hash": "blake3:ef" },
                { "name": "ink", "role": "lora", "hash": "blake3:01" }
            ],
            "tool": { "name": "InvokeAI", "version": "5.4.2" }
        })
    );
}

#[test]
fn novelai() {
    let (value, _) = imported("novelai");
    assert_eq!(
        value,
        json!({
            "version": 1,
            "prompt": "1lighthouse, dusk",
            "negative_prompt": "lowres, bad anatomy",
            "seed": 1_234_567_890,
            "parameters": {
                "steps": 28,
                "height": 1216,
                "width": 832,
                "cfg_scale": 5.0,
                "uncond_scale": 1.0,
                "sampler": "k_euler_ancestral",
                "scheduler": "karras",
                "request_type": "PromptGenerateRequest",
                "signed_hash": "abc+/=="
            },
            "models": [{ "name": "NovelAI Diffusion V4.5 4BDE2A90", "role": "checkpoint" }],
            "tool": { "name": "NovelAI" }
        })
    );
}

#[test]
fn fooocus() {
    let (value, record) = imported("fooocus");
    assert_eq!(record.seed.unwrap().0, 6_588_034_211_480_393_000);
    assert_eq!(
        value,
        json!({
            "version": 1,
            "prompt": "a lighthouse",
            "negative_prompt": "cartoon",
            "seed": "6588034211480393000",
            "parameters": {
                "adm_guidance": "(1.5, 0.8, 0.3)",
                "full_prompt": ["cinematic still a lighthouse", "a lighthouse, intricate"],
                "cfg_scale": 4,
                "loras": [["sd_xl_offset_example-lora_1.0", 0.1, "4852686128"]],
                "metadata_scheme": "fooocus",
                "performance": "Speed",
                "refiner_switch": 0.5,
                "width": 1152,
                "height": 896,
                "sampler": "dpmpp_2m_sde_gpu",
                "scheduler": "karras",
                "sharpness": 2,
                "steps": 30,
                "styles": "['Fooocus V2', 'Fooocus Enhance']"
            },
            "models": [
                { "name": "juggernautXL_v8Rundiffusion", "role": "checkpoint", "hash": "aeb7e9e689" },
                { "name": "sd_xl_offset_example-lora_1.0", "role": "lora", "hash": "4852686128" }
            ],
            "tool": { "name": "Fooocus", "version": "v2.5.5" }
        })
    );
}
