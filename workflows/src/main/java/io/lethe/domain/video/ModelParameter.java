package io.lethe.domain.video;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a model that an order may choose within bounds. One with a default is sent in every
 * submission; one without, only if the order sets it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelParameter.Text.class, name = "text"),
  @JsonSubTypes.Type(value = ModelParameter.Decimal.class, name = "number"),
  @JsonSubTypes.Type(value = ModelParameter.Flag.class, name = "flag"),
  @JsonSubTypes.Type(value = ModelParameter.Choice.class, name = "choice")
})
public sealed interface ModelParameter {

  /** Whether an order must set it. */
  boolean required();

  /** What is sent if the order does not say. */
  Optional<Object> standard();

  /** The value as it is to be sent, or absent if it is outside of the bounds. */
  Optional<Object> accept(Object value);

  /** A text. */
  record Text(boolean required, int maxCharacters) implements ModelParameter {
    public Text {
      if (maxCharacters < 1) {
        throw new IllegalArgumentException("a text parameter needs maxCharacters");
      }
    }

    @Override
    public Optional<Object> standard() {
      return Optional.empty();
    }

    @Override
    public Optional<Object> accept(Object value) {
      return value instanceof String text && !text.isBlank() && text.length() <= maxCharacters
          ? Optional.of(text)
          : Optional.empty();
    }
  }

  /** A number from min to max. */
  record Decimal(boolean required, double min, double max) implements ModelParameter {
    public Decimal {
      if (min > max) {
        throw new IllegalArgumentException("a number parameter has min above max");
      }
    }

    @Override
    public Optional<Object> standard() {
      return Optional.empty();
    }

    @Override
    public Optional<Object> accept(Object value) {
      if (!(value instanceof Number number)) {
        return Optional.empty();
      }
      double given = number.doubleValue();
      return given >= min && given <= max ? Optional.of(given) : Optional.empty();
    }
  }

  /** Yes or no. */
  record Flag(boolean required, @JsonProperty("default") @Nullable Boolean byDefault)
      implements ModelParameter {
    @Override
    public Optional<Object> standard() {
      return Optional.ofNullable(byDefault);
    }

    @Override
    public Optional<Object> accept(Object value) {
      return value instanceof Boolean ? Optional.of(value) : Optional.empty();
    }
  }

  /**
   * One of some words.
   *
   * @param longestClip with which of them a clip may have at most how many seconds, where that is
   *     less than the model takes otherwise
   */
  record Choice(boolean required, List<String> values, Map<String, Double> longestClip)
      implements ModelParameter {
    public Choice(
        boolean required,
        @Nullable List<String> values,
        @Nullable Map<String, Double> longestClip) {
      this.required = required;
      this.values = values == null ? List.of() : List.copyOf(values);
      this.longestClip = longestClip == null ? Map.of() : Map.copyOf(longestClip);
      if (this.values.isEmpty() || !this.values.containsAll(this.longestClip.keySet())) {
        throw new IllegalArgumentException(
            "a choice parameter needs values, and longestClip may name those only");
      }
    }

    @Override
    public Optional<Object> standard() {
      return Optional.empty();
    }

    @Override
    public Optional<Object> accept(Object value) {
      return value instanceof String word && values.contains(word)
          ? Optional.of(word)
          : Optional.empty();
    }
  }
}
