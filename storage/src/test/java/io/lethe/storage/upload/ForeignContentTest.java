package io.lethe.storage.upload;

import static io.lethe.storage.testing.PlantedMetadata.join;
import static io.lethe.storage.upload.UploadScanTest.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignContentTest {
  private static final byte[] JPEG = DrawnFace.jpeg(640, 480);
  private static final byte[] PNG = DrawnFace.png(640, 480);

  @Test
  void refusesAPhotoThatIsAlsoAZip() throws IOException {
    byte[] zip = zip();
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.JPEG, join(JPEG, zip));
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.JPEG, join(JPEG, new byte[9], zip));
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.JPEG, join(JPEG, bytes("padding"), zip));
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.PNG, join(PNG, zip));
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.WEBP, join(DrawnFace.webp(), zip));
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.JPEG, PlantedMetadata.commentInJpeg(JPEG, zip));
    assertRefused(
        UploadFault.POLYGLOT, PhotoFormat.PNG, PlantedMetadata.chunkInPng(PNG, "prVt", zip));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "<!DOCTYPE html>",
        "<script src=x>",
        "<SCRIPT>",
        "<svg xmlns='http://www.w3.org/2000/svg'>",
        "<?php system($_GET[0]);",
        "%PDF-1.7\n",
        "Rar!\u001A\u0007\u0001\0",
        "7z\u00BC\u00AF'\u001C\0\u0004",
        "\u007FELF\u0002\u0001\u0001\0",
        "PE\0\0\u0064\u0086\u0006\0"
      })
  void refusesWhatAReaderFindsAnywhere(String content) {
    byte[] foreign = bytes(content);
    assertRefused(UploadFault.POLYGLOT, PhotoFormat.PNG, join(PNG, bytes("x"), foreign));
    assertRefused(
        UploadFault.POLYGLOT, PhotoFormat.JPEG, PlantedMetadata.commentInJpeg(JPEG, foreign));
    assertRefused(
        UploadFault.POLYGLOT, PhotoFormat.PNG, PlantedMetadata.chunkInPng(PNG, "tEXt", foreign));
  }

  @Test
  void refusesArchivesProgramsAndScriptsBehindThePicture() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    new GZIPOutputStream(gzip).close();
    for (byte[] file :
        new byte[][] {
          gzip.toByteArray(),
          bytes("MZ\u0090\0"),
          bytes("#!/bin/sh\n"),
          bytes("BZh91AY"),
          bytes("\u00FD7zXZ\0"),
          bytes("PK\u0003\u0004 cut short")
        }) {
      assertRefused(UploadFault.POLYGLOT, PhotoFormat.JPEG, join(JPEG, file));
      assertRefused(UploadFault.POLYGLOT, PhotoFormat.PNG, join(PNG, new byte[4096], file));
    }
  }

  @Test
  void refusesTarAndDiscImagesAtTheirPlaces() {
    byte[] comment = new byte[60_000];
    System.arraycopy(bytes("ustar"), 0, comment, 257 - 6, 5);
    assertRefused(
        UploadFault.POLYGLOT, PhotoFormat.JPEG, PlantedMetadata.commentInJpeg(JPEG, comment));
    Arrays.fill(comment, (byte) 0);
    System.arraycopy(bytes("CD001"), 0, comment, 32_769 - 6, 5);
    assertRefused(
        UploadFault.POLYGLOT, PhotoFormat.JPEG, PlantedMetadata.commentInJpeg(JPEG, comment));
  }

  @Test
  void letsThroughWhatPhonesAppend() {
    for (byte[] appended :
        new byte[][] {
          new byte[100_000],
          bytes("\0\0\0\u0018ftypmp42\0\0\0\0isommp42\0\0\0\u0008mdat"),
          DrawnFace.jpeg(320, 240),
          bytes("\0\0\u0001\n\u000E\0\0\0Image_UTC_Data1700000000000SEFHk\0\0\0"),
          bytes("ustar and CD001 mean nothing here, nor PK\u0005\u0006 alone")
        }) {
      assertThatCode(() -> scan(PhotoFormat.JPEG, join(JPEG, appended))).doesNotThrowAnyException();
      assertThatCode(() -> scan(PhotoFormat.PNG, join(PNG, appended))).doesNotThrowAnyException();
    }
  }

  @Test
  void randomDataAreNotTakenForAnythingElse() {
    byte[] noise = new byte[1 << 20];
    Random random = new Random(3);
    ForeignContent foreign = new ForeignContent();
    for (int megabyte = 0; megabyte < 64; megabyte++) {
      random.nextBytes(noise);
      foreign.accept(noise, 0, noise.length);
    }
    assertThat(foreign.found()).isFalse();
  }

  private static void scan(PhotoFormat format, byte[] photo) throws UploadRefused {
    UploadScan scan = new UploadScan(format, UploadLimits.ofPhotos());
    scan.accept(photo, 0, photo.length);
    scan.finish();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Main.class"));
      zip.write(new byte[100]);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }
}
