package io.lethe.storage.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lethe.domain.rights.DeletionReceipt.Finding;
import io.lethe.domain.rights.DeletionReceipt.Residual;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What an erasure has found so far: it may take many attempts until a receipt can be signed. */
record Findings(List<Finding> places, List<Residual> residuals) {
  static final Findings NONE = new Findings(List.of(), List.of());

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  Findings {
    places = List.copyOf(places);
    residuals = List.copyOf(residuals);
  }

  static Findings read(String json) {
    try {
      return JSON.readValue(json, Findings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the findings of an erasure can't be read", e);
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("the findings of an erasure can't be written", impossible);
    }
  }

  /** Counts of several attempts add up; the last look counts. */
  Findings with(String holding, long erased, Instant absentAt) {
    List<Finding> all = new ArrayList<>();
    long before = 0;
    for (Finding place : places) {
      if (place.holding().equals(holding)) {
        before = place.erased();
      } else {
        all.add(place);
      }
    }
    all.add(new Finding(holding, before + erased, absentAt));
    return new Findings(all, residuals);
  }

  /** What is told for many jobs is told once, with the latest term. */
  Findings with(Residual residual) {
    List<Residual> all = new ArrayList<>();
    Residual told = residual;
    for (Residual other : residuals) {
      if (other.what().equals(told.what()) && other.ground().equals(told.ground())) {
        told = later(other, told);
      } else {
        all.add(other);
      }
    }
    all.add(told);
    return new Findings(places, all);
  }

  private static Residual later(Residual one, Residual other) {
    Instant until = one.until();
    Instant otherUntil = other.until();
    if (until == null || (otherUntil != null && until.isAfter(otherUntil))) {
      return one;
    }
    return other;
  }

  /** What the receipt of a job says may be left with others, unless its term is over. */
  Findings withResidualsOf(String receipt, Instant now) {
    Findings all = this;
    for (Residual residual : residualsOf(receipt)) {
      Instant until = residual.until();
      if (until == null || until.isAfter(now)) {
        all = all.with(residual);
      }
    }
    return all;
  }

  private static List<Residual> residualsOf(String receipt) {
    byte[] payload = Base64.getUrlDecoder().decode(receipt.split("\\.", -1)[1]);
    try {
      JsonNode told = JSON.readTree(new String(payload, StandardCharsets.UTF_8)).path("residuals");
      List<Residual> residuals = new ArrayList<>();
      for (JsonNode one : told) {
        residuals.add(
            new Residual(
                one.path("what").asText(),
                one.path("ground").asText(),
                one.hasNonNull("until") ? Instant.parse(one.get("until").asText()) : null));
      }
      return residuals;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a receipt in the ledger can't be read", e);
    }
  }

  boolean has(String holding) {
    return places.stream().anyMatch(place -> place.holding().equals(holding));
  }
}
