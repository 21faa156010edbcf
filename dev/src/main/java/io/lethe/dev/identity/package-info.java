/**
 * An identity provider for development: it gives a token to anybody who asks. Read {@link
 * io.lethe.dev.identity.DevelopmentIdentity} first.
 */
@NullMarked
package io.lethe.dev.identity;

import org.jspecify.annotations.NullMarked;
