/** The evidence of erasures. Read {@link io.lethe.api.erasure.ReceiptResource} first. */
@NullMarked
package io.lethe.api.erasure;

import org.jspecify.annotations.NullMarked;
