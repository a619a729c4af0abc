"""Ask the searches of readers again, before and after a change of the articles: which does it rescue, which does it break?"""
