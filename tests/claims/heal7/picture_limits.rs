//! Pictures never exceed the memory and time of the settings, whatever their headers claim, and photos become square
//! and upright.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::DeflateEncoder};
use futures_util::future::join_all;
use image::{DynamicImage, GenericImageView as _, ImageFormat, Luma, Rgb, RgbImage};
use reqwest::{Method, RequestBuilder, header};
use tests::heal7::{Heal7, Person};

const RED: Rgb<u8> = Rgb([250, 10, 10]);
const BLUE: Rgb<u8> = Rgb([10, 10, 250]);
/// The settings of the server under attack, and the additional memory that the test itself may use.
const MEGAPIXELS: u32 = 4;
const MEMORY_MIB: u32 = 128;
const SLACK_MIB: u64 = 96;

fn upload(heal7: &Heal7, person: &Person, media_type: &str, bytes: Vec<u8>) -> RequestBuilder {
    let request = heal7.ask(Method::PUT, "/users/profile/avatar").bearer_auth(&person.token);
    request.header(header::CONTENT_TYPE, media_type).body(bytes)
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The peak of this process's memory, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

async fn with_little_memory() -> Heal7 {
    Heal7::with(|config| {
        config.uploads.megapixels = MEGAPIXELS;
        config.uploads.memory_mib = MEMORY_MIB;
    })
    .await
}

/// A chunk of a PNG.
fn png_chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap();
    [&length.to_be_bytes()[..], &name, data, &sum.sum().to_be_bytes()].concat()
}

/// A PNG with an additional chunk after its header.
fn with_chunk(png: &[u8], name: [u8; 4], data: &[u8]) -> Vec<u8> {
    [&png[..33], &png_chunk(name, data), &png[33..]].concat()
}

/// A PNG whose header claims this size.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let png = written(&DynamicImage::new_rgb8(1, 1), ImageFormat::Png);
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &png[24..29]].concat();
    [&png[..8], &png_chunk(*b"IHDR", &header), &png[33..]].concat()
}

/// A JPEG whose header claims this size.
fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = written(&DynamicImage::new_rgb8(8, 8), ImageFormat::Jpeg);
    let start = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[start + 5..start + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[start + 7..start + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// Zeros in zlib's compression: one MiB is compressed, and its block is repeated.
fn packed_zeros(mebibytes: usize) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![0; 1024 * 1024]).unwrap();
    packed.flush().unwrap();
    let block = packed.get_ref().repeat(mebibytes);
    // The checksum (Adler-32) of zeros depends on their number.
    let sum = u32::try_from(mebibytes * 1024 * 1024 % 65_521).unwrap() << 16 | 1;
    [&[0x78, 0xda][..], &block, &[3, 0], &sum.to_be_bytes()].concat()
}

fn webp_chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    [&name, &length.to_le_bytes()[..], data, &b"\0"[..data.len() % 2]].concat()
}

fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let chunks = chunks.concat();
    let length = u32::try_from(chunks.len() + 4).unwrap();
    [b"RIFF", &length.to_le_bytes()[..], b"WEBP", &chunks].concat()
}

/// A number as three bytes.
fn three(number: u32) -> [u8; 3] {
    let [a, b, c, _] = number.to_le_bytes();
    [a, b, c]
}

/// The header of an extended WebP: its features, and the size of its canvas.
fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let data = [&[flags, 0, 0, 0][..], &three(width - 1), &three(height - 1)].concat();
    webp_chunk(*b"VP8X", &data)
}

/// A lossy frame whose header claims a size of 16383 pixels in both directions.
fn large_frame() -> Vec<u8> {
    let mut data = b"\x10\x00\x00\x9d\x01\x2a\xff\x3f\xff\x3f".to_vec();
    data.resize(200_000, 0);
    webp_chunk(*b"VP8 ", &data)
}

/// A lossless WebP whose header claims this size.
fn lossless_of(width: u32, height: u32) -> Vec<u8> {
    let sizes = (width - 1) | ((height - 1) << 14);
    webp(&[webp_chunk(*b"VP8L", &[&[0x2f][..], &sizes.to_le_bytes(), &[0; 64]].concat())])
}

/// A WebP of two frames, one red and one blue.
fn animated() -> Vec<u8> {
    let frame = |color| {
        let still = written(&RgbImage::from_pixel(64, 64, color).into(), ImageFormat::WebP);
        let head = [&three(0)[..], &three(0), &three(63), &three(63), &three(100), &[0]].concat();
        webp_chunk(*b"ANMF", &[head, still[12..].to_vec()].concat())
    };
    webp(&[extended(2, 64, 64), webp_chunk(*b"ANIM", &[0; 6]), frame(RED), frame(BLUE)])
}

#[tokio::test]
async fn hostile_pictures_take_little_memory() {
    let heal7 = with_little_memory().await;
    let anna = heal7.person("anna").await;
    let strip = |width, height| image::GrayImage::from_pixel(width, height, Luma([7])).into();
    let small = written(&DynamicImage::new_rgb8(4, 4), ImageFormat::Png);
    let bomb = packed_zeros(1024);
    let profile = [b"icc\0\0".as_slice(), &bomb].concat();
    let text = [b"Comment\0\0".as_slice(), &bomb].concat();
    let lying_exif = {
        let still = written(&DynamicImage::new_rgb8(4, 4), ImageFormat::WebP);
        webp(&[extended(8, 4, 4), still[12..].to_vec(), [b"EXIF", &u32::MAX.to_le_bytes()[..]].concat()])
    };
    let mut tables = vec![0x2f, 3, 0xc0, 0, 0];
    tables.resize(2_000_000, 0x55);
    let hostile = [
        ("a strip", "image/png", written(&strip(1, 9999), ImageFormat::Png), true),
        ("a strip that lies down", "image/png", written(&strip(9999, 1), ImageFormat::Png), true),
        ("a strip of JPEG", "image/jpeg", written(&strip(1, 9999), ImageFormat::Jpeg), true),
        ("a strip of WebP", "image/webp", written(&strip(1, 9999).to_rgb8().into(), ImageFormat::WebP), true),
        ("a profile that unpacks to much", "image/png", with_chunk(&small, *b"iCCP", &profile), true),
        ("a text that unpacks to much", "image/png", with_chunk(&small, *b"zTXt", &text), true),
        ("colours of 16 bits", "image/png", written(&DynamicImage::new_rgba16(2000, 2000), ImageFormat::Png), true),
        ("an animation", "image/webp", animated(), true),
        ("too many pixels", "image/png", written(&DynamicImage::new_luma8(2001, 2000), ImageFormat::Png), false),
        ("a PNG with a large header", "image/png", png_of(10_000, 10_000), false),
        ("a PNG with a huge header", "image/png", png_of(i32::MAX as u32, i32::MAX as u32), false),
        ("a JPEG with a large header", "image/jpeg", jpeg_of(10_000, 10_000), false),
        ("a JPEG with a huge header", "image/jpeg", jpeg_of(u16::MAX, u16::MAX), false),
        ("a WebP with a large header", "image/webp", lossless_of(10_000, 10_000), false),
        (
            "a WebP with a large canvas",
            "image/webp",
            webp(&[extended(2, 1 << 14, 1 << 14), animated()[30..].to_vec()]),
            false,
        ),
        ("a WebP with a small canvas", "image/webp", webp(&[extended(0, 4, 4), large_frame()]), false),
        ("a WebP with a long chunk", "image/webp", lying_exif, false),
        ("a WebP with many tables", "image/webp", webp(&[webp_chunk(*b"VP8L", &tables)]), false),
    ];
    let before = peak();
    for (name, media_type, bytes, is_good) in hostile {
        let (answer, body) = heal7.answer(upload(&heal7, &anna, media_type, bytes)).await;
        if is_good {
            assert_eq!(answer.status(), 200, "{name}: {body:#}");
        } else {
            assert_eq!(
                (answer.status().as_u16(), body["code"].as_str()),
                (422, Some("UNREADABLE_IMAGE")),
                "{name}: {body:#}"
            );
        }
        let taken = peak() - before;
        assert!(taken < SLACK_MIB + 64, "{name} took {taken} MiB");
    }
}

#[tokio::test]
async fn many_pictures_share_one_budget_of_memory() {
    let heal7 = Heal7::with(|config| {
        config.uploads.megapixels = MEGAPIXELS;
        config.uploads.memory_mib = MEMORY_MIB;
        config.uploads.parallel = 16;
        config.uploads.wait_seconds = 25;
    })
    .await;
    let anna = heal7.person("anna").await;
    let photo = DynamicImage::from(RgbImage::from_pixel(2000, 2000, RED));
    let pictures =
        [("image/png", ImageFormat::Png), ("image/jpeg", ImageFormat::Jpeg), ("image/webp", ImageFormat::WebP)];
    let pictures = pictures.map(|(media_type, format)| (media_type, written(&photo, format)));
    drop(photo);
    let before = peak();
    let uploads = (0..12).map(|number| {
        let (media_type, bytes) = &pictures[number % pictures.len()];
        heal7.answer(upload(&heal7, &anna, media_type, bytes.clone()))
    });
    for (answer, body) in join_all(uploads).await {
        assert_eq!(answer.status(), 200, "{body:#}");
    }
    let taken = peak() - before;
    println!("12 pictures of 4 megapixels at once took {taken} MiB of {MEMORY_MIB}");
    assert!(taken < u64::from(MEMORY_MIB) + SLACK_MIB, "{taken} MiB");
}

#[tokio::test]
async fn full_queue_answers_503_with_retry_after() {
    let heal7 = Heal7::with(|config| {
        config.uploads.parallel = 1;
        config.uploads.waiting = 2;
        config.uploads.wait_seconds = 25;
    })
    .await;
    let anna = heal7.person("anna").await;
    let picture = written(&DynamicImage::from(RgbImage::from_pixel(2000, 1500, RED)), ImageFormat::Png);
    let uploads = (0..12).map(|_| heal7.answer(upload(&heal7, &anna, "image/png", picture.clone())));
    let (mut kept, mut refused) = (0, 0);
    for (answer, body) in join_all(uploads).await {
        match answer.status().as_u16() {
            200 => kept += 1,
            503 => {
                assert_eq!(body["code"], "SERVICE_UNAVAILABLE");
                assert!(answer.headers()[header::RETRY_AFTER].to_str().unwrap().parse::<u32>().unwrap() >= 1);
                refused += 1;
            }
            other => panic!("{other}: {body:#}"),
        }
    }
    assert!(kept >= 3 && refused >= 1, "{kept} kept and {refused} refused");
    let (answer, body) = heal7.answer(upload(&heal7, &anna, "image/png", picture)).await;
    assert_eq!(answer.status(), 200, "the queue is empty again: {body:#}");
}

/// A large photo that was taken with a turned phone: its centre is kept, upright.
#[tokio::test]
async fn a_large_photo_comes_out_square_and_upright() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    // Red is left of the centre, blue is right of it, and black is cut off.
    let photo = RgbImage::from_fn(3200, 2400, |x, _| match x {
        400..1600 => RED,
        1600..2800 => BLUE,
        _ => Rgb([0, 0, 0]),
    });
    let jpeg = written(&photo.into(), ImageFormat::Jpeg);
    // Exif with one entry, the orientation: a quarter turn to the right, so that the left side becomes the top.
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let turned = [&jpeg[..2], b"\xff\xe1", &length, exif, &jpeg[2..]].concat();
    let profile = heal7.data(upload(&heal7, &anna, "image/jpeg", turned), 200).await;
    let kept = reqwest::get(profile["avatarUrl"].as_str().unwrap()).await.unwrap().bytes().await.unwrap();
    let shown = image::load_from_memory_with_format(&kept, ImageFormat::WebP).unwrap();
    assert_eq!(shown.dimensions(), (512, 512));
    for x in [4, 256, 507] {
        let (above, below) = (shown.get_pixel(x, 4), shown.get_pixel(x, 507));
        assert!(above[0] > 200 && above[2] < 60, "{above:?}");
        assert!(below[2] > 200 && below[0] < 60, "{below:?}");
    }
}
