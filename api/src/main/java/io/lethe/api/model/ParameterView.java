package io.lethe.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lethe.domain.video.ModelParameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an order may set besides, by this name, within these bounds.
 *
 * @param byDefault what is taken if an order does not say; absent where the provider decides
 * @param longestClipSeconds with which value a clip may be at most how long
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ParameterView(
    String name,
    Type type,
    boolean required,
    @Nullable Integer maxCharacters,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable List<String> values,
    @JsonProperty("default") @Nullable Boolean byDefault,
    @Nullable Map<String, Double> longestClipSeconds) {

  enum Type {
    TEXT,
    NUMBER,
    FLAG,
    CHOICE
  }

  static ParameterView of(String name, ModelParameter parameter) {
    boolean required = parameter.required();
    if (parameter instanceof ModelParameter.Text text) {
      return new ParameterView(
          name, Type.TEXT, required, text.maxCharacters(), null, null, null, null, null);
    }
    if (parameter instanceof ModelParameter.Decimal number) {
      return new ParameterView(
          name, Type.NUMBER, required, null, number.min(), number.max(), null, null, null);
    }
    if (parameter instanceof ModelParameter.Flag flag) {
      return new ParameterView(
          name, Type.FLAG, required, null, null, null, null, flag.byDefault(), null);
    }
    ModelParameter.Choice choice = (ModelParameter.Choice) parameter;
    return new ParameterView(
        name,
        Type.CHOICE,
        required,
        null,
        null,
        null,
        choice.values(),
        null,
        choice.longestClip().isEmpty() ? null : new TreeMap<>(choice.longestClip()));
  }
}
