/**
 * What the provider may ask of us: to hear that a video is ready ({@link
 * io.lethe.api.provider.FalWebhooksResource}), and to fetch the file it works on ({@link
 * io.lethe.api.provider.HandOffResource}).
 */
@NullMarked
package io.lethe.api.provider;

import org.jspecify.annotations.NullMarked;
