package io.foundation.sample.page;

import io.foundation.cluster.FoundationCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What the page at {@code /} is fed with.
 */
@RestController
class PageController {

	private final FoundationCluster cluster;

	private final LivePages pages;

	PageController(FoundationCluster cluster, LivePages pages) {
		this.cluster = cluster;
		this.pages = pages;
	}

	/** The cluster now, the timeline so far, and then what happens. */
	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> events(
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
		SseEmitter emitter = this.pages.open(() -> ClusterView.of(this.cluster), lastEventId);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
	}

}
