package io.lethe.storage.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClipScanTest {
  private static final byte[] FTYP = box("ftyp", "isom\0\0\2\0isomiso2");
  private static final byte[] QUICKTIME = box("ftyp", "qt  \0\0\2\0qt  ");
  private static final byte[] MOOV = box("moov", "tables");
  private static final byte[] MDAT = box("mdat", "pictures <html> and sound");

  @Test
  void letsAWholeClipThroughUnchangedHoweverItIsCutUp() throws IOException {
    byte[] clip = join(FTYP, MOOV, MDAT);

    for (int piece = 1; piece < clip.length; piece++) {
      ByteArrayOutputStream through = new ByteArrayOutputStream();
      InputStream scanned = scan(ClipFormat.MP4, clip);
      byte[] buffer = new byte[piece];
      for (int read = scanned.read(buffer); read >= 0; read = scanned.read(buffer)) {
        through.write(buffer, 0, read);
      }
      assertThat(through.toByteArray()).isEqualTo(clip);
    }
  }

  @Test
  void knowsQuickTimeByItsBrandAndByItsOldStarts() throws IOException {
    assertThat(scan(ClipFormat.MOV, join(QUICKTIME, MOOV, MDAT)).readAllBytes()).isNotEmpty();
    assertThat(scan(ClipFormat.MOV, join(MDAT, MOOV)).readAllBytes()).isNotEmpty();
    assertThat(fault(ClipFormat.MP4, join(QUICKTIME, MOOV, MDAT)))
        .isEqualTo(UploadFault.TYPE_MISMATCH);
    assertThat(fault(ClipFormat.MOV, join(FTYP, MOOV, MDAT))).isEqualTo(UploadFault.TYPE_MISMATCH);
  }

  @Test
  void noPartOfAClipPassesForAWholeOne() {
    byte[] clip = join(FTYP, MOOV, MDAT);

    for (int length = 0; length < clip.length; length++) {
      assertThat(fault(ClipFormat.MP4, Arrays.copyOf(clip, length)))
          .as("%d bytes", length)
          .isIn(UploadFault.EMPTY, UploadFault.NOT_A_CLIP, UploadFault.TRUNCATED);
    }
  }

  @Test
  void refusesWhatIsNoClip() {
    assertThat(
            fault(
                ClipFormat.MP4, "\u001AE\u00DF\u00A3 a webm".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(UploadFault.NOT_A_CLIP);
    assertThat(fault(ClipFormat.MP4, new byte[100])).isEqualTo(UploadFault.NOT_A_CLIP);
  }

  @Test
  void refusesAClipThatIsSomethingElseBesides() {
    assertThat(fault(ClipFormat.MP4, join(FTYP, box("free", "<html> hello"), MOOV, MDAT)))
        .isEqualTo(UploadFault.POLYGLOT);
    assertThat(
            fault(
                ClipFormat.MP4,
                join(FTYP, MOOV, MDAT, "PK\3\4 an archive".getBytes(StandardCharsets.ISO_8859_1))))
        .isIn(UploadFault.DAMAGED, UploadFault.TRUNCATED, UploadFault.POLYGLOT);
  }

  @Test
  void refusesFragmentsTwoHeadersAndAHeaderTooLargeToHold() {
    assertThat(fault(ClipFormat.MP4, join(FTYP, MOOV, box("moof", ""), MDAT)))
        .isEqualTo(UploadFault.NOT_SUPPORTED);
    assertThat(fault(ClipFormat.MP4, join(FTYP, MOOV, MOOV, MDAT))).isEqualTo(UploadFault.DAMAGED);
    byte[] huge = MOOV.clone();
    ByteBuffer.wrap(huge).putInt(0, 9 << 20);
    assertThat(fault(ClipFormat.MP4, join(FTYP, huge))).isEqualTo(UploadFault.NOT_SUPPORTED);
  }

  @Test
  void letsNoByteBeyondTheLimitThrough() {
    byte[] clip = join(FTYP, MOOV, MDAT);
    UploadRefused refused =
        catchThrowableOfType(
            UploadRefused.class,
            () ->
                new ClipScan(ClipFormat.MP4, clip.length - 1)
                    .watch(new ByteArrayInputStream(clip))
                    .readAllBytes());

    assertThat(refused.fault()).isEqualTo(UploadFault.TOO_LARGE);
  }

  private static UploadFault fault(ClipFormat declared, byte[] clip) {
    return catchThrowableOfType(UploadRefused.class, () -> scan(declared, clip).readAllBytes())
        .fault();
  }

  private static InputStream scan(ClipFormat declared, byte[] clip) {
    return new ClipScan(declared, 1_000_000).watch(new ByteArrayInputStream(clip));
  }

  private static byte[] box(String type, String body) {
    byte[] content = (type + body).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(4 + content.length).putInt(4 + content.length).put(content).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
