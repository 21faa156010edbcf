package io.lethe.domain.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final ModelId ID = new ModelId("a-model");
  private static final String ENDPOINT = "fal-ai/kling-video/v2.6/pro/image-to-video";
  private static final PromptRule PROMPT = new PromptRule(false, 2_500);
  private static final ClipLimits CLIP = new ClipLimits(200_000_000, 3, 30, 24, 60, 720, 2_160);
  private static final ModelUpload CLIP_UPLOAD =
      new ModelUpload("video_url", false, false, null, null, CLIP);
  private static final Map<UploadRole, ModelUpload> PHOTO =
      Map.of(UploadRole.PHOTO, ModelUpload.photo("image_url"));

  @Test
  void modelsThatCouldNotWorkAreRefusedWithASentence() {
    assertRefused("needs uploads", Map.of(), List.of(5), Map.of(), null);
    assertRefused(
        "needs an upload that is not optional",
        Map.of(UploadRole.PHOTO, new ModelUpload("image_url", true, false, null, null, null)),
        List.of(5),
        Map.of(),
        null);
    assertRefused(
        "has the field of another one",
        Map.of(
            UploadRole.PHOTO, ModelUpload.photo("image_url"),
            UploadRole.TAIL, ModelUpload.photo("image_url")),
        List.of(5),
        Map.of(),
        null);
    for (boolean firstIsList : new boolean[] {true, false}) {
      assertRefused(
          "has the field of another one",
          Map.of(
              UploadRole.REFERENCE_1,
              new ModelUpload("image_urls", false, firstIsList, null, null, null),
              UploadRole.REFERENCE_2,
              new ModelUpload("image_urls", false, !firstIsList, null, null, null)),
          List.of(5),
          Map.of(),
          null);
    }
    assertRefused(
        "'clip' needs the limits of a clip",
        Map.of(UploadRole.CLIP, ModelUpload.photo("video_url")),
        List.of(),
        Map.of(),
        null);
    assertRefused("needs durations, or a clip", PHOTO, List.of(), Map.of(), null);
    assertRefused("names a duration twice", PHOTO, List.of(5, 5), Map.of(), null);
    assertRefused(
        "has a parameter 'prompt' that is no field of its own",
        PHOTO,
        List.of(5),
        Map.of("prompt", new ModelParameter.Text(false, 10)),
        null);
    assertRefused(
        "needs a flag with a default for generate_audio",
        PHOTO,
        List.of(5),
        Map.of("generate_audio", new ModelParameter.Flag(false, null)),
        null);
    assertRefused(
        "needs perSecondWithAudio in its price",
        PHOTO,
        List.of(5),
        Map.of("generate_audio", new ModelParameter.Flag(false, false)),
        new ModelPrice(new BigDecimal("0.07"), null));
  }

  @Test
  void soundIsAlwaysSaidAndPricedAsChosen() {
    Model model =
        new Model(
            ID,
            null,
            ENDPOINT,
            PHOTO,
            List.of(5),
            PROMPT,
            Map.of("generate_audio", new ModelParameter.Flag(false, false)),
            new ModelPrice(new BigDecimal("0.07"), new BigDecimal("0.14")));
    Parameters loud = new Parameters(Map.of("generate_audio", true));

    assertThat(model.settings(Parameters.NONE)).containsExactly(Map.entry("generate_audio", false));
    assertThat(model.settings(loud)).containsExactly(Map.entry("generate_audio", true));
    assertThat(model.makesAudio(loud)).isTrue();
    assertThat(
            new ModelPrice(new BigDecimal("0.07"), new BigDecimal("0.14"))
                .of(new BigDecimal("10.05"), true))
        .isEqualTo(new MicroDollars(1_407_000));
  }

  @Test
  void aChoiceCanShortenWhatAClipMayBe() {
    Model motion =
        new Model(
            ID,
            null,
            ENDPOINT,
            Map.of(UploadRole.PHOTO, ModelUpload.photo("image_url"), UploadRole.CLIP, CLIP_UPLOAD),
            null,
            PROMPT,
            Map.of(
                "character_orientation",
                new ModelParameter.Choice(
                    true, List.of("image", "video"), Map.of("image", 10.0, "video", 30.0))),
            null);

    assertThat(longest(motion, "image")).isEqualTo(10);
    assertThat(longest(motion, "video")).isEqualTo(30);
    assertThat(motion.isAsLongAsItsClip()).isTrue();
  }

  @Test
  void parametersKeepWithinTheirBounds() {
    ModelParameter scale = new ModelParameter.Decimal(false, 0, 1);

    assertThat(scale.accept(0.5)).contains(0.5);
    assertThat(scale.accept(1)).contains(1.0);
    assertThat(scale.accept(1.01)).isEmpty();
    assertThat(scale.accept(Double.NaN)).isEmpty();
    assertThat(scale.accept("1")).isEmpty();
    assertThat(new ModelParameter.Flag(false, null).accept("true")).isEmpty();
    assertThat(new ModelParameter.Text(false, 3).accept("four")).isEmpty();
  }

  private static double longest(Model model, String orientation) {
    return model
        .clipLimits(new Parameters(Map.of("character_orientation", orientation)))
        .orElseThrow()
        .maxSeconds();
  }

  private static void assertRefused(
      String sentence,
      Map<UploadRole, ModelUpload> uploads,
      List<Integer> durations,
      Map<String, ModelParameter> parameters,
      @Nullable ModelPrice price) {
    assertThatThrownBy(
            () -> new Model(ID, null, ENDPOINT, uploads, durations, PROMPT, parameters, price))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("model a-model ")
        .hasMessageContaining(sentence);
  }
}
