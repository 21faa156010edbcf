package io.lethe.dev.absence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A form in which a value may lie in a file and still be read by whoever finds it. */
public enum Encoding {
  /** As it is; for text, UTF-8. */
  PLAIN("plain bytes and UTF-8"),
  UTF_16("UTF-16, both byte orders"),
  BASE64("base64, all three alignments, both alphabets"),
  HEX("hexadecimal, both cases"),
  URL("URL-encoded"),
  JSON("JSON escapes");

  private static final HexFormat LOWER = HexFormat.of();
  private static final HexFormat UPPER = LOWER.withUpperCase();

  private final String words;

  Encoding(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** How text looks in this form; forms that equal its UTF-8 are left to {@link #PLAIN}. */
  List<byte[]> of(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    return switch (this) {
      case UTF_16 ->
          List.of(
              text.getBytes(StandardCharsets.UTF_16LE), text.getBytes(StandardCharsets.UTF_16BE));
      case URL -> {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String path = form.replace("+", "%20");
        yield unlike(plain, form, path, escapesLowered(form), escapesLowered(path));
      }
      case JSON -> {
        String lower = jsonEscaped(text);
        yield unlike(plain, lower, escapesUppered(lower));
      }
      case PLAIN, BASE64, HEX -> of(plain);
    };
  }

  /** How bytes that are no text look in this form. */
  List<byte[]> of(byte[] bytes) {
    return switch (this) {
      case PLAIN -> List.of(bytes);
      case BASE64 -> base64(bytes);
      case HEX -> List.of(ascii(LOWER.formatHex(bytes)), ascii(UPPER.formatHex(bytes)));
      case UTF_16, URL, JSON -> List.of();
    };
  }

  /** Whatever stands before and after: only the characters that the bytes alone decide. */
  private static List<byte[]> base64(byte[] bytes) {
    // The alphabets differ in two characters, which a value may do without.
    Set<String> forms = new LinkedHashSet<>();
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      int first = (before * 8 + 5) / 6;
      int end = shifted.length * 8 / 6;
      for (Base64.Encoder alphabet : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        forms.add(alphabet.encodeToString(shifted).substring(first, end));
      }
    }
    return forms.stream().map(Encoding::ascii).toList();
  }

  private static String jsonEscaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(c < 0x80 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }

  private static String escapesLowered(String form) {
    return replaced(form, "%[0-9A-F]{2}", true);
  }

  private static String escapesUppered(String form) {
    return replaced(form, "(?<=\\\\u)[0-9a-f]{4}", false);
  }

  private static String replaced(String form, String escape, boolean lower) {
    return Pattern.compile(escape)
        .matcher(form)
        .replaceAll(
            found ->
                lower
                    ? found.group().toLowerCase(Locale.ROOT)
                    : found.group().toUpperCase(Locale.ROOT));
  }

  private static List<byte[]> unlike(byte[] plain, String... forms) {
    return Arrays.stream(forms)
        .distinct()
        .map(Encoding::ascii)
        .filter(form -> !Arrays.equals(form, plain))
        .toList();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
