package io.lethe.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.storage.campaign.Campaign;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign in numbers; {@link Campaign} says what each means.
 *
 * @param completeAt absent while more mails are to come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignView(
    CampaignId id,
    String title,
    Instant orderedAt,
    @Nullable Instant completeAt,
    long sent,
    long suppressed,
    long waiting,
    long failed) {

  static CampaignView of(Campaign campaign) {
    return new CampaignView(
        campaign.id(),
        campaign.title(),
        campaign.orderedAt(),
        campaign.completeAt(),
        campaign.sent(),
        campaign.suppressed(),
        campaign.waiting(),
        campaign.failed());
  }
}
