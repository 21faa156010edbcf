/**
 * What an upload must look like before it is kept. Read {@link io.lethe.storage.upload.UploadScan}
 * first: it watches the bytes flow into the vault and refuses them by their structure; nothing is
 * decoded here.
 */
@NullMarked
package io.lethe.storage.upload;

import org.jspecify.annotations.NullMarked;
