package io.lethe.domain.video;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What has to hold for a model of the configuration to work at all. */
final class ModelRules {
  private static final Pattern ENDPOINT =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /** Fields that are filled from the order itself. */
  private static final Set<String> OWN_FIELDS = Set.of("prompt", "duration");

  private final Model model;

  private ModelRules(Model model) {
    this.model = model;
  }

  /**
   * @throws IllegalArgumentException with one sentence that names the model and what to mend
   */
  static void require(Model model) {
    ModelRules rules = new ModelRules(model);
    rules.demand(ENDPOINT.matcher(model.endpoint()).matches(), "needs the provider's endpoint id");
    rules.uploads();
    rules.length();
    rules.parameters();
    rules.audio();
  }

  private void uploads() {
    demand(!model.uploads().isEmpty(), "needs uploads");
    demand(!model.requiredRoles().isEmpty(), "needs an upload that is not optional");
    Set<String> fields = new HashSet<>();
    Set<String> lists = new HashSet<>();
    for (Map.Entry<UploadRole, ModelUpload> entry : model.uploads().entrySet()) {
      String role = "the upload '" + entry.getKey().pathName() + "'";
      ModelUpload upload = entry.getValue();
      demand(isFieldForUs(upload.field()), role + " needs a field of the provider's input");
      boolean shared = upload.list() && lists.contains(upload.field());
      demand(fields.add(upload.field()) || shared, role + " has the field of another one");
      if (upload.list()) {
        lists.add(upload.field());
      }
      boolean isClip = entry.getKey().isClip();
      demand(isClip == (upload.clip() != null), role + isClipText(isClip));
      demand(upload.minSide() == null || upload.minSide() > 0, role + " has no usable minSide");
      demand(upload.maxRatio() == null || upload.maxRatio() >= 1, role + " has no usable maxRatio");
    }
  }

  private static String isClipText(boolean isClip) {
    return isClip ? " needs the limits of a clip" : " is a picture and has limits of a clip";
  }

  private void length() {
    boolean hasClip = model.requiredRoles().contains(UploadRole.CLIP);
    demand(
        !model.durations().isEmpty() || hasClip,
        "needs durations, or a clip that is not optional to take the length from");
    demand(
        model.durations().stream().allMatch(seconds -> seconds > 0),
        "has a duration that is not above zero");
    demand(
        new HashSet<>(model.durations()).size() == model.durations().size(),
        "names a duration twice");
  }

  private void parameters() {
    Set<String> taken = new HashSet<>();
    model.uploads().values().forEach(upload -> taken.add(upload.field()));
    model
        .parameters()
        .forEach(
            (name, parameter) -> {
              demand(
                  isFieldForUs(name) && !taken.contains(name),
                  "has a parameter '" + name + "' that is no field of its own");
              boolean capsClips =
                  parameter instanceof ModelParameter.Choice choice
                      && !choice.longestClip().isEmpty();
              demand(
                  !capsClips || model.uploads().containsKey(UploadRole.CLIP),
                  "limits clips by '" + name + "' and takes none");
            });
  }

  /** The provider's own default is to make sound, at twice the price. */
  private void audio() {
    ModelParameter audio = model.parameters().get(Model.AUDIO);
    if (audio == null) {
      return;
    }
    demand(
        audio instanceof ModelParameter.Flag flag && flag.byDefault() != null,
        "needs a flag with a default for generate_audio, which is always said");
    ModelPrice price = model.price();
    demand(
        price == null || price.perSecondWithAudio() != null,
        "lets an order choose sound and needs perSecondWithAudio in its price");
  }

  private static boolean isFieldForUs(String field) {
    return FIELD.matcher(field).matches() && !OWN_FIELDS.contains(field);
  }

  private void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("model " + model.id() + " " + otherwise);
    }
  }
}
