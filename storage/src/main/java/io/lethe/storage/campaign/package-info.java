/**
 * Promotional mail to everyone who agreed. Read {@link io.lethe.storage.campaign.Campaigns} first,
 * then the gate that each of its mails passes, {@link io.lethe.storage.mail.PromotionGate}.
 */
@NullMarked
package io.lethe.storage.campaign;

import org.jspecify.annotations.NullMarked;
