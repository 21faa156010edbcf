package io.lethe.dev.fal.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.fal.queue.SimulatedRequest.Input;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Kling endpoint, the fields it takes and what a second of its silent video costs. fal.ai checks
 * the fields with pydantic: types are strict, {@code duration} is a string, and the field of the
 * photo has another name from one endpoint to the next.
 *
 * @param price in US dollars; null where we do not know it
 */
public record KlingModel(String endpoint, @Nullable BigDecimal price, List<Field> fields) {
  private static final int LONGEST_PROMPT = 2500;

  enum Type {
    PROMPT,
    FILE,
    FILES,
    UNIT,
    FLAG,
    CHOICE
  }

  record Field(String name, Type type, boolean required, List<String> choices) {}

  /**
   * One of pydantic's complaints.
   *
   * @param context the limit that was passed, by its name
   */
  public record Complaint(String field, String type, String words, Map<String, Object> context) {}

  public static Optional<KlingModel> find(String endpoint) {
    return Optional.ofNullable(KlingCatalogue.BY_ENDPOINT.get(endpoint));
  }

  /** What kind of model it is, in fal.ai's words. */
  public String category() {
    return field("video_url").isPresent() ? "video-to-video" : "image-to-video";
  }

  /**
   * The files that an input names: the one that is set in motion first, the clip before the photo.
   *
   * @param inline the fields whose file came with the submit
   */
  public List<Input> inputs(JsonNode input, Set<String> inline) {
    List<Input> inputs = new ArrayList<>();
    for (Field field : fields) {
      JsonNode value = input.path(field.name());
      if (field.type() == Type.FILE && value.isTextual()) {
        Input file = named(field.name(), value, inline);
        inputs.add(file.isClip() ? 0 : inputs.size(), file);
      }
      for (int i = 0; i < value.size() && field.type() == Type.FILES; i++) {
        inputs.add(named(field.name() + "_" + i, value.get(i), inline));
      }
    }
    return inputs;
  }

  private static Input named(String name, JsonNode value, Set<String> inline) {
    return new Input(name, inline.contains(name) ? null : URI.create(value.textValue()));
  }

  /** How many seconds of a clip it takes; motion control takes more where the clip leads. */
  public static double longestClip(JsonNode input) {
    return input.path("character_orientation").asText("").equals("video") ? 30.05 : 10.05;
  }

  private Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  public List<Complaint> complaints(JsonNode input) {
    List<Complaint> complaints = new ArrayList<>();
    for (Field field : fields) {
      JsonNode value = input.path(field.name());
      if (value.isMissingNode() || (value.isNull() && !field.required())) {
        if (field.required()) {
          complaints.add(new Complaint(field.name(), "missing", "Field required", Map.of()));
        }
        continue;
      }
      complaint(field, value).ifPresent(complaints::add);
    }
    return complaints;
  }

  private static Optional<Complaint> complaint(Field field, JsonNode value) {
    return switch (field.type()) {
      case PROMPT -> prompt(field, value);
      case FILE -> file(field, value);
      case FILES -> files(field, value);
      case FLAG -> when(!value.isBoolean(), field, "bool_type", "Input should be a valid boolean");
      case CHOICE -> choice(field, value);
      case UNIT -> unit(field, value);
    };
  }

  private static Optional<Complaint> prompt(Field field, JsonNode value) {
    if (!value.isTextual()) {
      return when(true, field, "string_type", "Input should be a valid string");
    }
    return value.textValue().length() > LONGEST_PROMPT
        ? Optional.of(
            new Complaint(
                field.name(),
                "string_too_long",
                "String should have at most 2500 characters",
                Map.of("max_length", LONGEST_PROMPT)))
        : Optional.empty();
  }

  private static Optional<Complaint> file(Field field, JsonNode value) {
    if (!value.isTextual()) {
      return when(true, field, "string_type", "Input should be a valid string");
    }
    return when(!isAddress(value.textValue()), field, "url_parsing", "Input should be a valid URL");
  }

  private static boolean isAddress(String text) {
    if (text.startsWith("data:")) {
      return text.contains(";base64,");
    }
    try {
      URI address = new URI(text);
      return List.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static Optional<Complaint> files(Field field, JsonNode value) {
    if (!value.isArray()) {
      return when(true, field, "list_type", "Input should be a valid list");
    }
    for (JsonNode one : value) {
      Optional<Complaint> complaint = file(field, one);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<Complaint> choice(Field field, JsonNode value) {
    if (value.isTextual() && field.choices().contains(value.textValue())) {
      return Optional.empty();
    }
    String expected = "'" + String.join("', '", field.choices()) + "'";
    return Optional.of(
        new Complaint(
            field.name(),
            "literal_error",
            "Input should be " + expected,
            Map.of("expected", expected)));
  }

  private static Optional<Complaint> unit(Field field, JsonNode value) {
    if (!value.isNumber()) {
      return when(true, field, "float_type", "Input should be a valid number");
    }
    if (value.doubleValue() < 0) {
      return Optional.of(
          new Complaint(
              field.name(),
              "greater_than_equal",
              "Input should be greater than or equal to 0",
              Map.of("ge", 0)));
    }
    return value.doubleValue() > 1
        ? Optional.of(
            new Complaint(
                field.name(),
                "less_than_equal",
                "Input should be less than or equal to 1",
                Map.of("le", 1)))
        : Optional.empty();
  }

  private static Optional<Complaint> when(boolean wrong, Field field, String type, String words) {
    return wrong
        ? Optional.of(new Complaint(field.name(), type, words, Map.of()))
        : Optional.empty();
  }
}
