//! A person's picture is converted into a square one of one format that contains only pixels; a file that is not a
//! picture is refused. It is stored in a folder or in a bucket, depending on the settings.

use std::{
    io::Cursor,
    time::{Duration, Instant},
};

use heal7_server::config::S3;
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};
use reqwest::{Method, RequestBuilder, StatusCode, header};
use serde_json::Value;
use tests::{
    bucket::Bucket,
    heal7::{Heal7, Person, picture},
};

const RED: Rgb<u8> = Rgb([250, 10, 10]);
const BLUE: Rgb<u8> = Rgb([10, 10, 250]);
/// A location that a camera would write into a picture.
const PLACE: &[u8] = b"37.5665N 126.9780E";
/// The maximum size of a picture in bytes.
const LARGEST: usize = 5_000_000;

fn upload(heal7: &Heal7, person: &Person, media_type: &str, bytes: Vec<u8>) -> RequestBuilder {
    let request = heal7.ask(Method::PUT, "/users/profile/avatar").bearer_auth(&person.token);
    request.header(header::CONTENT_TYPE, media_type).body(bytes)
}

fn written(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red above and blue below.
fn two_halves() -> RgbImage {
    RgbImage::from_fn(600, 600, |_, y| if y < 300 { RED } else { BLUE })
}

/// A JPEG like a camera's: turned by `orientation`, with the location.
fn from_a_camera(orientation: u8) -> Vec<u8> {
    let jpeg = written(&two_halves(), ImageFormat::Jpeg);
    // TIFF, big endian, with two entries: the orientation, and a description that follows the entries.
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend(b"\x01\x0e\0\x02\0\0\0");
    tiff.push(u8::try_from(PLACE.len()).unwrap());
    tiff.extend(b"\0\0\0\x26");
    tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
    tiff.push(orientation);
    tiff.extend(b"\0\0\0\0\0\0");
    tiff.extend(PLACE);
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend(tiff);
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend(b"\xff\xe1");
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// The beginning of a PNG whose header claims this size.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = picture();
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

/// The checksum of a part of a PNG (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

async fn fetch(url: &Value) -> (StatusCode, Vec<u8>) {
    let answer = reqwest::get(url.as_str().unwrap()).await.unwrap();
    (answer.status(), answer.bytes().await.unwrap().to_vec())
}

fn read(bytes: &[u8]) -> DynamicImage {
    let picture = image::load_from_memory_with_format(bytes, ImageFormat::WebP).unwrap();
    assert_eq!(picture.dimensions(), (512, 512));
    picture
}

#[tokio::test]
async fn every_picture_becomes_a_square_one() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let mut before: Option<Value> = None;
    for (media_type, format) in
        [("image/png", ImageFormat::Png), ("image/jpeg", ImageFormat::Jpeg), ("image/webp", ImageFormat::WebP)]
    {
        let wide = RgbImage::from_fn(900, 300, |x, _| if (300..600).contains(&x) { RED } else { BLUE });
        let profile = heal7.data(upload(&heal7, &anna, media_type, written(&wide, format)), 200).await;
        let url = &profile["avatarUrl"];
        let (status, bytes) = fetch(url).await;
        assert_eq!(status, 200);
        let shown = read(&bytes);
        for (x, y) in [(30, 30), (256, 256), (480, 480)] {
            let pixel = shown.get_pixel(x, y);
            assert!(pixel[0] > 200 && pixel[2] < 60, "the middle of it is what is kept: {pixel:?}");
        }
        if let Some(before) = before.replace(url.clone()) {
            assert_ne!(before, *url, "who keeps the old one does not show it for the new one");
            assert_eq!(fetch(&before).await.0, 404, "the old one is gone");
        }
        assert_eq!(heal7.data(heal7.get("/users/profile").bearer_auth(&anna.token), 200).await["avatarUrl"], *url);
    }
}

#[tokio::test]
async fn exif_orientation_is_applied_and_metadata_removed() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    // The positions of the halves for each orientation.
    for (orientation, red, blue) in [(1, (256, 60), (256, 450)), (3, (256, 450), (256, 60)), (6, (450, 256), (60, 256))]
    {
        let bytes = from_a_camera(orientation);
        assert!(bytes.windows(PLACE.len()).any(|window| window == PLACE));
        let profile = heal7.data(upload(&heal7, &anna, "image/jpeg", bytes), 200).await;
        let (_, kept) = fetch(&profile["avatarUrl"]).await;
        let shown = read(&kept);
        assert!(shown.get_pixel(red.0, red.1)[0] > 200, "orientation {orientation}");
        assert!(shown.get_pixel(blue.0, blue.1)[2] > 200, "orientation {orientation}");
        for trace in [PLACE, b"Exif", b"EXIF"] {
            assert!(!kept.windows(trace.len()).any(|window| window == trace), "{}", String::from_utf8_lossy(trace));
        }
    }
}

#[tokio::test]
async fn invalid_image_is_refused() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let png = picture();
    let mut html_behind_png = png[..20].to_vec();
    html_behind_png.extend(b"<script>alert(1)</script>");
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#;
    for (media_type, bytes) in [
        ("image/jpeg", png.clone()),
        ("image/webp", png.clone()),
        ("image/png", written(&two_halves(), ImageFormat::Jpeg)),
        ("image/png", png[..png.len() / 2].to_vec()),
        ("image/jpeg", written(&two_halves(), ImageFormat::Jpeg)[..100].to_vec()),
        ("image/webp", written(&two_halves(), ImageFormat::WebP)[..40].to_vec()),
        ("image/png", svg.to_vec()),
        ("image/png", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("image/png", b"GIF89a/*".to_vec()),
        ("image/png", html_behind_png),
        ("image/png", Vec::new()),
    ] {
        heal7.problem(upload(&heal7, &anna, media_type, bytes), 422, "UNREADABLE_IMAGE").await;
    }
    for media_type in ["image/svg+xml", "text/html", "image/gif", "application/octet-stream"] {
        heal7.problem(upload(&heal7, &anna, media_type, svg.to_vec()), 415, "UNSUPPORTED_MEDIA_TYPE").await;
    }
    let profile = heal7.data(heal7.get("/users/profile").bearer_auth(&anna.token), 200).await;
    assert!(profile.get("avatarUrl").is_none(), "{profile:#}");

    // A picture that is also a page: the page is removed, and the answer has the type of a picture.
    let mut polyglot = picture();
    polyglot.extend(b"<script>alert(1)</script>");
    let profile = heal7.data(upload(&heal7, &anna, "image/png", polyglot), 200).await;
    let answer = reqwest::get(profile["avatarUrl"].as_str().unwrap()).await.unwrap();
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/webp");
    assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let kept = answer.bytes().await.unwrap();
    assert!(!kept.windows(8).any(|window| window == b"<script>"));
}

#[tokio::test]
async fn oversized_image_is_refused_before_decoding() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let mut padded = picture();
    padded.resize(LARGEST, 0);
    heal7.data(upload(&heal7, &anna, "image/png", padded.clone()), 200).await;
    padded.push(0);
    heal7.problem(upload(&heal7, &anna, "image/png", padded), 413, "PAYLOAD_TOO_LARGE").await;
    for (width, height) in [(60_000, 60_000), (10_001, 10), (1, u32::MAX >> 1), (10_000, 10_000), (0, 0)] {
        let begun = Instant::now();
        let request = upload(&heal7, &anna, "image/png", png_of(width, height));
        heal7.problem(request, 422, "UNREADABLE_IMAGE").await;
        assert!(begun.elapsed() < Duration::from_secs(2), "{width} × {height}: {:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn only_uploaded_files_are_served() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let profile = heal7.data(upload(&heal7, &anna, "image/png", picture()), 200).await;
    let url = profile["avatarUrl"].as_str().unwrap();
    let (prefix, name) = url.rsplit_once('/').unwrap();
    let person = format!("avatars/{}", anna.id);
    for path in [
        "/uploads/../heal7.db".to_owned(),
        "/uploads/%2e%2e/heal7.db".into(),
        "/uploads/..%2fheal7.db".into(),
        "/uploads/%2e%2e%2fheal7.db".into(),
        "/uploads/..%5cheal7.db".into(),
        "/uploads/avatars/../../heal7.db".into(),
        "/uploads//etc/passwd".into(),
        "/uploads/%2fetc%2fpasswd".into(),
        "/uploads/avatars%00.webp".into(),
        "/uploads/%ff".into(),
        "/uploads/avatars".into(),
        format!("/uploads/{person}"),
        format!("/uploads/{person}/"),
        format!("/uploads/{person}/{name}/"),
        format!("/uploads/{person}/{name}.bak"),
        format!("/uploads/{person}/./{name}"),
        format!("/uploads/{person}//{name}"),
        "/uploads/".into(),
        "/uploads".into(),
    ] {
        assert_eq!(status_of(&heal7, &path).await, "404", "{path}");
    }
    assert!(prefix.ends_with(&person), "{url}");
    assert_eq!(status_of(&heal7, url.strip_prefix(&heal7.http("")).unwrap()).await, "200");
}

/// The status for an unchanged path: a client would normalise it.
async fn status_of(heal7: &Heal7, path: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(heal7.address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: heal7\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn images_can_be_stored_in_an_s3_bucket() {
    const SHOWN: &str = "https://pictures.heal7.com";
    let bucket = Bucket::new().await;
    let settings = bucket.settings();
    let heal7 = Heal7::with(|config| {
        config.uploads.s3 = Some(settings);
        config.uploads.base_url = Some(SHOWN.into());
    })
    .await;
    let anna = heal7.person("anna").await;
    let storage = async || {
        heal7.app.ask_status().await;
        let health = heal7.data(heal7.get("/health"), 200).await;
        let parts = health["components"].as_array().unwrap();
        parts.iter().find(|part| part["name"] == "storage").unwrap()["status"].clone()
    };
    assert_eq!(storage().await, "operational");

    let mut before = String::new();
    for bytes in [picture(), written(&two_halves(), ImageFormat::Png)] {
        let profile = heal7.data(upload(&heal7, &anna, "image/png", bytes), 200).await;
        let pictures = bucket.pictures();
        let [(key, kept)] = pictures.as_slice() else { panic!("the old one is gone: {pictures:?}") };
        read(kept);
        assert_eq!(profile["avatarUrl"], format!("{SHOWN}/{key}"));
        assert_ne!(*key, before);
        before.clone_from(key);
    }
    heal7.problem(upload(&heal7, &anna, "image/png", b"no picture".to_vec()), 422, "UNREADABLE_IMAGE").await;
    assert_eq!(bucket.pictures().len(), 1);

    bucket.close();
    let (away, problem) = heal7.answer(upload(&heal7, &anna, "image/png", picture())).await;
    assert!(away.status().is_server_error(), "{problem:#}");
    assert!(!problem.to_string().contains(&bucket.address.to_string()), "where it is stays here: {problem:#}");
    assert_eq!(storage().await, "unavailable");
    let profile = heal7.data(heal7.get("/users/profile").bearer_auth(&anna.token), 200).await;
    assert_eq!(profile["avatarUrl"], format!("{SHOWN}/{before}"), "the old one is still shown");
}

#[tokio::test]
async fn bucket_with_wrong_credentials_is_an_error() {
    let bucket = Bucket::new().await;
    let settings = S3 { secret_access_key: "guessed".into(), ..bucket.settings() };
    let heal7 = Heal7::with(|config| config.uploads.s3 = Some(settings)).await;
    let anna = heal7.person("anna").await;
    let (refused, problem) = heal7.answer(upload(&heal7, &anna, "image/png", picture())).await;
    assert!(refused.status().is_server_error(), "{problem:#}");
    assert!(bucket.pictures().is_empty());
}
