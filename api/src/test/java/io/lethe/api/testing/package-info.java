/**
 * What the tests of the API stand on. Read {@link io.lethe.api.testing.RunningApi} first: a real
 * server, a real PostgreSQL, Temporal's own test server, a small identity provider.
 */
@NullMarked
package io.lethe.api.testing;

import org.jspecify.annotations.NullMarked;
