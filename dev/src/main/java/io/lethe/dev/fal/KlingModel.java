package io.lethe.dev.fal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Kling endpoint and the fields it takes. fal.ai checks them with pydantic: types are strict,
 * {@code duration} is a string, and the field of the photo has another name from one endpoint to
 * the next.
 */
record KlingModel(String endpoint, List<Field> fields) {
  private static final int LONGEST_PROMPT = 2500;

  private static final List<String> FIVE_OR_TEN = List.of("5", "10");
  private static final List<String> THREE_TO_FIFTEEN =
      IntStream.rangeClosed(3, 15).mapToObj(Integer::toString).toList();

  private static final List<KlingModel> ALL = Stream.concat(older(), newer()).toList();

  private static final Map<String, KlingModel> BY_ENDPOINT =
      ALL.stream().collect(Collectors.toMap(KlingModel::endpoint, Function.identity()));

  private enum Type {
    PROMPT,
    FILE,
    FILES,
    UNIT,
    FLAG,
    CHOICE
  }

  record Field(String name, Type type, boolean required, List<String> choices) {}

  /** One of pydantic's complaints. */
  record Complaint(String field, String type, String words) {}

  static Optional<KlingModel> find(String endpoint) {
    return Optional.ofNullable(BY_ENDPOINT.get(endpoint));
  }

  private static Stream<KlingModel> older() {
    Field negative = may("negative_prompt", Type.PROMPT);
    Field scale = may("cfg_scale", Type.UNIT);
    Field duration = choice("duration", false, FIVE_OR_TEN);
    return Stream.of(
        model(
            "v2.5-turbo/standard/image-to-video",
            must("prompt", Type.PROMPT),
            must("image_url", Type.FILE),
            duration,
            negative,
            scale),
        model(
            "v2.5-turbo/pro/image-to-video",
            must("prompt", Type.PROMPT),
            must("image_url", Type.FILE),
            may("tail_image_url", Type.FILE),
            duration,
            negative,
            scale),
        model(
            "v2.6/pro/image-to-video",
            must("prompt", Type.PROMPT),
            must("start_image_url", Type.FILE),
            may("end_image_url", Type.FILE),
            duration,
            negative,
            may("generate_audio", Type.FLAG)),
        motion("v2.6/pro/motion-control"),
        motion("v2.6/standard/motion-control"));
  }

  private static Stream<KlingModel> newer() {
    Stream<KlingModel> three = Stream.of("standard", "pro").map(KlingModel::three);
    Stream<KlingModel> turbo = Stream.of("standard", "pro").map(KlingModel::threeTurbo);
    KlingModel edit =
        model(
            "o1/video-to-video/edit",
            must("prompt", Type.PROMPT),
            must("video_url", Type.FILE),
            may("image_urls", Type.FILES),
            may("keep_audio", Type.FLAG));
    return Stream.of(three, turbo, Stream.of(edit)).flatMap(Function.identity());
  }

  private static KlingModel three(String grade) {
    return model(
        "v3/" + grade + "/image-to-video",
        must("prompt", Type.PROMPT),
        must("start_image_url", Type.FILE),
        may("end_image_url", Type.FILE),
        choice("duration", false, THREE_TO_FIFTEEN),
        may("generate_audio", Type.FLAG),
        may("negative_prompt", Type.PROMPT),
        may("cfg_scale", Type.UNIT));
  }

  private static KlingModel threeTurbo(String grade) {
    return model(
        "v3/turbo/" + grade + "/image-to-video",
        must("prompt", Type.PROMPT),
        must("image_url", Type.FILE),
        choice("duration", false, THREE_TO_FIFTEEN));
  }

  private static KlingModel motion(String path) {
    return model(
        path,
        must("image_url", Type.FILE),
        must("video_url", Type.FILE),
        choice("character_orientation", true, List.of("image", "video")),
        may("prompt", Type.PROMPT),
        may("keep_original_sound", Type.FLAG));
  }

  private static KlingModel model(String path, Field... fields) {
    return new KlingModel("fal-ai/kling-video/" + path, List.of(fields));
  }

  private static Field must(String name, Type type) {
    return new Field(name, type, true, List.of());
  }

  private static Field may(String name, Type type) {
    return new Field(name, type, false, List.of());
  }

  private static Field choice(String name, boolean required, List<String> choices) {
    return new Field(name, Type.CHOICE, required, choices);
  }

  /** The file that is set in motion: the photo or, where there is none, the clip. */
  String sourceField() {
    return fields.stream()
        .filter(field -> field.required() && field.type() == Type.FILE)
        .findFirst()
        .orElseThrow()
        .name();
  }

  List<Complaint> complaints(JsonNode input) {
    List<Complaint> complaints = new ArrayList<>();
    for (Field field : fields) {
      JsonNode value = input.path(field.name());
      if (value.isMissingNode() || value.isNull()) {
        if (field.required()) {
          complaints.add(new Complaint(field.name(), "missing", "Field required"));
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
      case FILE -> when(!value.isTextual(), field, "string_type", "Input should be a valid string");
      case FILES -> when(!value.isArray(), field, "list_type", "Input should be a valid list");
      case FLAG -> when(!value.isBoolean(), field, "bool_type", "Input should be a valid boolean");
      case CHOICE ->
          when(
              !value.isTextual() || !field.choices().contains(value.textValue()),
              field,
              "literal_error",
              "Input should be one of " + field.choices());
      case UNIT -> unit(field, value);
    };
  }

  private static Optional<Complaint> prompt(Field field, JsonNode value) {
    if (!value.isTextual()) {
      return when(true, field, "string_type", "Input should be a valid string");
    }
    return when(
        value.textValue().length() > LONGEST_PROMPT,
        field,
        "string_too_long",
        "String should have at most 2500 characters");
  }

  private static Optional<Complaint> unit(Field field, JsonNode value) {
    if (!value.isNumber()) {
      return when(true, field, "float_type", "Input should be a valid number");
    }
    return when(
        value.doubleValue() < 0 || value.doubleValue() > 1,
        field,
        "less_than_equal",
        "Input should be between 0 and 1");
  }

  private static Optional<Complaint> when(boolean wrong, Field field, String type, String words) {
    return wrong ? Optional.of(new Complaint(field.name(), type, words)) : Optional.empty();
  }
}
