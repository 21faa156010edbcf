/**
 * What people may ask of us, over HTTP. Read {@link io.lethe.api.ApiApplication} first, then the
 * package {@code video}; {@code openapi.yaml} describes every route for those outside.
 */
@NullMarked
package io.lethe.api;

import org.jspecify.annotations.NullMarked;
