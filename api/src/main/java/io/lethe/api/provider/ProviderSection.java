package io.lethe.api.provider;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.lethe.fal.FalLimits;
import io.lethe.fal.FalOrigins;
import io.lethe.fal.FalWebhooks;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API needs of the section {@code fal}, most of which is the workers'. It has no key for
 * fal.ai.
 *
 * @param account the account's user id; empty if any account's webhook will do
 * @param rest where the keys are that webhooks are signed with
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProviderSection(
    @Nullable String account,
    @NotNull URI rest,
    @NotNull Duration connectTimeout,
    @NotNull Duration statusTimeout) {

  public FalWebhooks webhooks(Clock clock) {
    FalLimits usual = FalLimits.usual();
    return FalWebhooks.of(
        new FalOrigins(rest, rest, rest, List.of()),
        new FalLimits(
            connectTimeout,
            statusTimeout,
            usual.submit(),
            usual.download(),
            usual.silence(),
            usual.maxVideoBytes()),
        account == null || account.isBlank() ? null : account,
        clock);
  }
}
