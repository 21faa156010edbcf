package io.lethe.storage.campaign;

import io.lethe.domain.campaign.CampaignId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign stands, in numbers.
 *
 * @param completeAt when the last of its mails was queued; absent while there are more to come
 * @param queued how many mails there are so far: the sum of all below
 * @param sent how many a mail server took
 * @param suppressed how many the gate held back
 * @param waiting how many wait for the gate and the mail server
 * @param failed how many no mail server would take, or that waited too long, or whose subject was
 *     erased meanwhile
 */
public record Campaign(
    CampaignId id,
    String title,
    Instant orderedAt,
    @Nullable Instant completeAt,
    long queued,
    long sent,
    long suppressed,
    long waiting,
    long failed) {}
