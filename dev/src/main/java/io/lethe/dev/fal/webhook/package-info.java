/** How does fal.ai say that a job is over? Read {@link io.lethe.dev.fal.webhook.Webhooks} first. */
@NullMarked
package io.lethe.dev.fal.webhook;

import org.jspecify.annotations.NullMarked;
