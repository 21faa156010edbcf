package io.lethe.domain.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The number of one campaign, drawn by whoever orders it: the same number is the same campaign. */
public record CampaignId(@JsonValue UUID value) {

  @JsonCreator
  public static CampaignId of(String text) {
    return new CampaignId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
