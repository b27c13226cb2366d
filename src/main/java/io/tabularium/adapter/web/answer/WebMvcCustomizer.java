package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.web.access.AccessInterceptor;
import io.tabularium.adapter.web.admission.AdmissionInterceptor;
import io.tabularium.adapter.web.admission.Bulkheads;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every routed request passes before its controller. */
@Component
final class WebMvcCustomizer implements WebMvcConfigurer {

    private final Bulkheads bulkheads;

    WebMvcCustomizer(Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor());
        registry.addInterceptor(new AcceptInterceptor());
        registry.addInterceptor(new AdmissionInterceptor(bulkheads));
    }
}
