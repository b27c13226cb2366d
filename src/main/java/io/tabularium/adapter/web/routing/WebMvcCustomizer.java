package io.tabularium.adapter.web.routing;

import io.tabularium.adapter.web.access.AccessInterceptor;
import io.tabularium.adapter.web.admission.AdmissionInterceptor;
import io.tabularium.adapter.web.admission.Bulkheads;

import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** How a request finds its controller, and what it passes before. */
@Component
final class WebMvcCustomizer implements WebMvcConfigurer, WebMvcRegistrations {

    private final Bulkheads bulkheads;

    WebMvcCustomizer(Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new OutlinedHandlerMapping();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor());
        registry.addInterceptor(new AcceptInterceptor());
        registry.addInterceptor(new AdmissionInterceptor(bulkheads));
    }
}
