/**
 * What a subject is told, agrees to and takes back. Read {@link
 * io.lethe.api.consent.ConsentsResource} first.
 */
@NullMarked
package io.lethe.api.consent;

import org.jspecify.annotations.NullMarked;
