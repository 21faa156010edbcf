package io.lethe.api.video;

import io.lethe.api.model.Models;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.RequestRefusal.InvalidField;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelParameter;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks all that can be said of an order without asking anyone, before anything is stored. */
final class OrderCheck {
  private final Models models;

  OrderCheck(Models models) {
    this.models = models;
  }

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  CheckedOrder of(NewVideo order) {
    String modelId = require(order.model(), "/model");
    Model model = models.find(modelId).orElseThrow(() -> unknownModel().asException());
    return new CheckedOrder(
        model,
        prompt(model, order.prompt()),
        duration(model, order.durationSeconds()),
        roles(model, order.uploads()),
        parameters(model, order.parameters()));
  }

  private static @Nullable Integer duration(Model model, @Nullable Integer seconds) {
    if (model.isAsLongAsItsClip()) {
      if (seconds != null) {
        throw new InvalidField("/durationSeconds", "The video becomes as long as the clip.")
            .asException();
      }
      return null;
    }
    if (!model.durations().contains(require(seconds, "/durationSeconds"))) {
      throw new InvalidField(
              ProblemType.UNSUPPORTED_DURATION,
              "/durationSeconds",
              "The model makes other durations.",
              Map.of("durationSeconds", model.durations()))
          .asException();
    }
    return seconds;
  }

  private static Prompt prompt(Model model, @Nullable String prompt) {
    if (prompt == null && model.prompt().optional()) {
      return new Prompt("");
    }
    String text = require(prompt, "/prompt");
    if (text.isBlank()) {
      throw new InvalidField("/prompt", "The prompt is blank.").asException();
    }
    int most = model.prompt().maxCharacters();
    if (text.length() > most) {
      throw new InvalidField(
              ProblemType.PROMPT_TOO_LONG,
              "/prompt",
              "The prompt may have " + most + " characters.",
              Map.of("maxCharacters", most))
          .asException();
    }
    return new Prompt(text);
  }

  private static Set<UploadRole> roles(Model model, @Nullable List<UploadRole> brought) {
    Set<UploadRole> roles = EnumSet.copyOf(model.requiredRoles());
    List<UploadRole> named = brought == null ? List.of() : brought;
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i) == null || !model.uploads().containsKey(named.get(i))) {
        throw new InvalidField(
                ProblemType.INVALID_FIELD,
                "/uploads/" + i,
                "The model takes no such upload.",
                Map.of("uploads", model.uploads().keySet().stream().sorted().toList()))
            .asException();
      }
      roles.add(named.get(i));
    }
    return roles;
  }

  private static Parameters parameters(Model model, @Nullable Map<String, Object> given) {
    Map<String, Object> wanted = given == null ? Map.of() : given;
    Map<String, Object> accepted = new HashMap<>();
    wanted.forEach((name, value) -> accepted.put(name, accept(model, name, value)));
    new TreeMap<>(model.parameters())
        .forEach(
            (name, parameter) -> {
              if (parameter.required() && !accepted.containsKey(name)) {
                throw new InvalidField(pointer(name), "The model can't do without it.")
                    .asException();
              }
            });
    return new Parameters(accepted);
  }

  private static Object accept(Model model, String name, @Nullable Object value) {
    ModelParameter parameter = model.parameters().get(name);
    if (parameter == null) {
      // The name came from the client, so it is not repeated.
      throw new InvalidField(
              ProblemType.INVALID_FIELD,
              "/parameters",
              "The model has no such parameter.",
              Map.of("parameters", model.parameters().keySet().stream().sorted().toList()))
          .asException();
    }
    if (value == null) {
      throw new InvalidField(pointer(name), "It has no value; leave it out.").asException();
    }
    return parameter.accept(value).orElseThrow(() -> outOfBounds(name, parameter).asException());
  }

  private static InvalidField outOfBounds(String name, ModelParameter parameter) {
    Map<String, Object> limits = new HashMap<>();
    if (parameter instanceof ModelParameter.Text text) {
      limits.put("maxCharacters", text.maxCharacters());
    } else if (parameter instanceof ModelParameter.Decimal number) {
      limits.put("min", number.min());
      limits.put("max", number.max());
    } else if (parameter instanceof ModelParameter.Choice choice) {
      limits.put("values", choice.values());
    } else {
      limits.put("values", List.of(true, false));
    }
    return new InvalidField(
        ProblemType.INVALID_FIELD, pointer(name), "The value is outside of its bounds.", limits);
  }

  private static String pointer(String parameter) {
    return "/parameters/" + parameter;
  }

  private static <T> T require(@Nullable T value, String pointer) {
    if (value == null) {
      throw new InvalidField(pointer, "The field is missing.").asException();
    }
    return value;
  }

  private InvalidField unknownModel() {
    return new InvalidField(
        ProblemType.UNKNOWN_MODEL,
        "/model",
        "No model of that name can be ordered.",
        Map.of("models", List.copyOf(models.ids())));
  }
}
