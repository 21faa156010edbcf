/**
 * Who is asking. Read {@link io.lethe.api.identity.BearerFilter} first: a bearer token of the app's
 * own identity provider becomes a subject's id, and nothing else of the token is kept.
 */
@NullMarked
package io.lethe.api.identity;

import org.jspecify.annotations.NullMarked;
