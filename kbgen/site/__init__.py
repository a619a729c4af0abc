"""What a page needs beyond its body: context, navigation, pages nobody wrote, sitemap, redirects, publishing."""
