/**
 * One promotional mail to everyone who agreed. Read {@link io.lethe.domain.campaign.CampaignId}.
 */
@NullMarked
package io.lethe.domain.campaign;

import org.jspecify.annotations.NullMarked;
