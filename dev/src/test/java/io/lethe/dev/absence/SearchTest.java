package io.lethe.dev.absence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that finds nothing proves something only if it would have found. */
class SearchTest {
  private static final int BUFFER = 1 << 16;

  private final Random random = new Random(4);
  private final Markers markers = new Markers(random);

  private record Form(String name, Encoding encoding, Function<String, byte[]> write) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form("UTF-8", Encoding.PLAIN, text -> text.getBytes(StandardCharsets.UTF_8)),
        text("UTF-16LE", StandardCharsets.UTF_16LE),
        text("UTF-16BE", StandardCharsets.UTF_16BE),
        base64("base64 aligned", ""),
        base64("base64 one off", "x"),
        base64("base64 two off", "xy"),
        new Form(
            "base64 for URLs",
            Encoding.BASE64,
            text -> Base64.getUrlEncoder().encode(("q" + text).getBytes(StandardCharsets.UTF_8))),
        new Form("hex", Encoding.HEX, text -> ascii(HexFormat.of().formatHex(utf8(text)))),
        new Form(
            "HEX",
            Encoding.HEX,
            text -> ascii(HexFormat.of().withUpperCase().formatHex(utf8(text)))),
        new Form(
            "form", Encoding.URL, text -> ascii(URLEncoder.encode(text, StandardCharsets.UTF_8))),
        new Form(
            "path",
            Encoding.URL,
            text -> ascii(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"))),
        new Form("JSON", Encoding.JSON, text -> ascii(text.replace("ö", "\\u00f6"))));
  }

  private static Form text(String name, Charset charset) {
    return new Form(name, Encoding.UTF_16, text -> text.getBytes(charset));
  }

  private static Form base64(String name, String before) {
    return new Form(
        name,
        Encoding.BASE64,
        text ->
            Base64.getEncoder().encode((before + text + "after").getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void findsWordsInEachEncodingWhereverTheyLie(Form form) throws IOException {
    byte[] planted = form.write().apply(markers.words("name", "Zoö %s Strand"));
    ByteSearch search = new ByteSearch(markers.needles());

    for (int at : List.of(0, 1000, BUFFER - planted.length / 2, 2 * BUFFER - 1, 3 * BUFFER)) {
      assertThat(search.in(stream(planted, at)).found())
          .as("at " + at)
          .anyMatch(needle -> needle.encoding() == form.encoding());
    }
  }

  @Test
  void findsPixelsPlainInBase64AndInHex() throws IOException {
    byte[] picture = new byte[50_000];
    random.nextBytes(picture);
    markers.file("pixels", picture);
    ByteSearch search = new ByteSearch(markers.needles());

    assertThat(search.in(stream(picture, BUFFER - 20_000)).found()).hasSize(8);
    assertThat(search.in(stream(Base64.getEncoder().encode(picture), 77)).found()).hasSize(8);
    assertThat(search.in(stream(ascii(HexFormat.of().formatHex(picture)), 3)).found()).hasSize(8);
    // A part of the picture is enough.
    assertThat(search.in(stream(Arrays.copyOfRange(picture, 20_000, 30_000), 9)).found())
        .isNotEmpty();
  }

  @Test
  void findsNeedlesThatOverlapOrHoldOneAnother() throws IOException {
    List<Needle> needles =
        Stream.of("he", "she", "his", "hers", "ushe")
            .map(word -> new Needle(word, Encoding.PLAIN, ascii(word)))
            .toList();

    assertThat(new ByteSearch(needles).in(new ByteArrayInputStream(ascii("ushers"))).found())
        .extracting(Needle::marker)
        .containsExactlyInAnyOrder("he", "she", "hers", "ushe");
  }

  @Test
  void findsNothingInNoise() throws IOException {
    markers.words("name", "Zoö %s");
    assertThat(new ByteSearch(markers.needles()).in(stream(new byte[0], 0)).found()).isEmpty();
  }

  @Test
  void findsWhatLiesInAFileAndWhatAProcessHoldsOpenWithoutAName(@TempDir Path folder)
      throws Exception {
    String planted = markers.words("name", "%s");
    Path root = Files.createDirectories(folder.resolve("system/deep"));
    Files.writeString(root.resolve("a.log"), "x" + planted);
    Path nameless = folder.resolve("nameless");
    Process holder =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec 3>'"
                    + nameless
                    + "'; printf %s '"
                    + planted
                    + "' >&3; rm '"
                    + nameless
                    + "'; echo; read x")
            .start();
    try {
      holder.getInputStream().read();
      Tally tally = new Tally();
      new WrittenFiles(
              folder.resolve("system"), Set.of(), FileTime.from(Instant.now().minusSeconds(60)))
          .searchAll(
              new ByteSearch(markers.needles()), new ProcessHandle[] {holder.toHandle()}, tally);

      assertThat(tally.hits())
          .extracting(Hit::place)
          .anyMatch(place -> place.equals("deep/a.log"))
          .anyMatch(place -> place.contains("nameless"));
    } finally {
      holder.destroy();
    }
  }

  @Test
  void photoCarriesEachMarkerWhereItSays() throws IOException {
    byte[] photo = MarkedPhoto.jpeg(markers, random);

    assertThat(new ByteSearch(markers.needles()).in(new ByteArrayInputStream(photo)).found())
        .extracting(Needle::marker)
        .contains(markers.names().toArray(String[]::new));
    assertThat(JpegSegments.harmless(photo)).isFalse();
  }

  /** Noise before and behind, so that the sequence lies at that place. */
  private ByteArrayInputStream stream(byte[] planted, int at) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] noise = new byte[at];
    random.nextBytes(noise);
    file.writeBytes(noise);
    file.writeBytes(planted);
    byte[] more = new byte[BUFFER];
    random.nextBytes(more);
    file.writeBytes(more);
    return new ByteArrayInputStream(file.toByteArray());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
