package io.lethe.dev.fal.model;

import io.lethe.dev.fal.model.KlingModel.Field;
import io.lethe.dev.fal.model.KlingModel.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Kling endpoints that there are. */
final class KlingCatalogue {
  private static final List<String> FIVE_OR_TEN = List.of("5", "10");
  private static final List<String> THREE_TO_FIFTEEN =
      IntStream.rangeClosed(3, 15).mapToObj(Integer::toString).toList();

  static final Map<String, KlingModel> BY_ENDPOINT =
      Stream.of(twoPointFive(), twoPointSix(), three(), edit())
          .flatMap(Function.identity())
          .collect(Collectors.toMap(KlingModel::endpoint, Function.identity()));

  private KlingCatalogue() {}

  private static Stream<KlingModel> twoPointFive() {
    Field duration = choice("duration", false, FIVE_OR_TEN);
    return Stream.of(
        model(
            "v2.5-turbo/standard/image-to-video",
            "0.042",
            must("prompt", Type.PROMPT),
            must("image_url", Type.FILE),
            duration,
            may("negative_prompt", Type.PROMPT),
            may("cfg_scale", Type.UNIT)),
        model(
            "v2.5-turbo/pro/image-to-video",
            "0.07",
            must("prompt", Type.PROMPT),
            must("image_url", Type.FILE),
            may("tail_image_url", Type.FILE),
            duration,
            may("negative_prompt", Type.PROMPT),
            may("cfg_scale", Type.UNIT)));
  }

  private static Stream<KlingModel> twoPointSix() {
    return Stream.of(
        model(
            "v2.6/pro/image-to-video",
            "0.07",
            must("prompt", Type.PROMPT),
            must("start_image_url", Type.FILE),
            may("end_image_url", Type.FILE),
            choice("duration", false, FIVE_OR_TEN),
            may("negative_prompt", Type.PROMPT),
            may("generate_audio", Type.FLAG)),
        motion("v2.6/pro/motion-control"),
        motion("v2.6/standard/motion-control"));
  }

  private static Stream<KlingModel> three() {
    return Stream.of(
        three("standard", "0.084"),
        three("pro", "0.112"),
        threeTurbo("standard", "0.112"),
        threeTurbo("pro", "0.14"));
  }

  private static KlingModel three(String grade, String price) {
    return model(
        "v3/" + grade + "/image-to-video",
        price,
        must("prompt", Type.PROMPT),
        must("start_image_url", Type.FILE),
        may("end_image_url", Type.FILE),
        choice("duration", false, THREE_TO_FIFTEEN),
        may("generate_audio", Type.FLAG),
        may("negative_prompt", Type.PROMPT),
        may("cfg_scale", Type.UNIT));
  }

  private static KlingModel threeTurbo(String grade, String price) {
    return model(
        "v3/turbo/" + grade + "/image-to-video",
        price,
        must("prompt", Type.PROMPT),
        must("image_url", Type.FILE),
        choice("duration", false, THREE_TO_FIFTEEN));
  }

  private static KlingModel motion(String path) {
    return model(
        path,
        null,
        must("image_url", Type.FILE),
        must("video_url", Type.FILE),
        choice("character_orientation", true, List.of("image", "video")),
        may("prompt", Type.PROMPT),
        may("keep_original_sound", Type.FLAG));
  }

  private static Stream<KlingModel> edit() {
    return Stream.of(
        model(
            "o1/video-to-video/edit",
            "0.168",
            must("prompt", Type.PROMPT),
            must("video_url", Type.FILE),
            may("image_urls", Type.FILES),
            may("keep_audio", Type.FLAG)));
  }

  private static KlingModel model(String path, @Nullable String price, Field... fields) {
    return new KlingModel(
        "fal-ai/kling-video/" + path,
        price == null ? null : new BigDecimal(price),
        List.of(fields));
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
}
