/**
 * Promotional mail, ordered by operators and ended by whoever gets it. Read {@link
 * io.lethe.api.campaign.CampaignsResource} first.
 */
@NullMarked
package io.lethe.api.campaign;

import org.jspecify.annotations.NullMarked;
